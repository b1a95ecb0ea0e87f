-- What a subscription may choose, what a channel was told, and announcements that are of no single match.

-- A thread is started from each post or from none. A summary of a player's doings tells by being there, so it cannot be hidden.
alter table subscriptions add column threads text not null default 'none'
    constraint subscription_threads_is_known check (threads in ('none', 'match'))
    constraint player_cannot_hide check (wants <> 'player' or spoilers <> 'hide');
-- Who paused it: a moderator, or Discord by refusing a post.
alter table subscriptions add column paused_by text
    constraint subscription_paused_by_is_known check (paused_by in ('person', 'refusal'));
update subscriptions set paused_by = 'refusal' where state = 'paused';

-- One row per distinct account of a match that channels were given: what a correction is told against. `lines` is a JSON list of
-- [label, value, report, start, end]; the quote is the bytes [start, end) of that report's body.
create table tellings (
    telling_id integer not null constraint tellings_pk primary key,
    match_id   integer not null constraint telling_match_exists references matches (match_id),
    digest     text    not null,
    lines      text    not null,
    constraint telling_is_kept_once unique (match_id, digest)
) strict;

-- The outbox anew, because constraints of a table cannot be changed.
--
-- One row per announcement that one channel is owed: what changed, never how it is worded. The post carries a tag made of
-- `delivery_id`, `channel_id` and `created_at`, so that a send in doubt can be found again. `first_tried_at` is null while it is
-- sure that the post does not stand in the channel. A digest or an alert is of no match. What a digest tells is `gathered` in it
-- and has no post of its own. `note` says what an alert is about, and `about_channel_id` where.
-- What was posted keeps how it was told (`telling_id`, `format`, `is_hidden`), for its later edits.
create table outbox_anew (
    delivery_id  integer not null constraint outbox_pk primary key,
    guild_id     integer not null,
    channel_id   integer not null,
    match_id     integer constraint outbox_match_exists references matches (match_id),
    kind         text    not null constraint outbox_kind_is_known
        check (kind in ('summary', 'update', 'withdrawal', 'thread', 'digest', 'alert')),
    revision     integer not null,
    note         text,
    about_channel_id integer,
    is_quiet     integer not null default 0 constraint outbox_is_quiet_is_a_flag check (is_quiet in (0, 1)),
    state        text    not null default 'waiting' constraint outbox_state_is_known
        check (state in ('waiting', 'sending', 'sent', 'gathered', 'refused', 'uncertain', 'dropped')),
    gathered_in  integer constraint outbox_digest_exists references outbox_anew (delivery_id),
    created_at   integer not null,
    due_at       integer not null,
    attempts     integer not null default 0,
    leased_by    text,
    leased_until integer,
    first_tried_at integer,
    message_id   integer,
    telling_id   integer constraint outbox_telling_exists references tellings (telling_id),
    format       text    constraint outbox_format_is_known check (format in ('line', 'card', 'full')),
    is_hidden    integer not null default 0 constraint outbox_is_hidden_is_a_flag check (is_hidden in (0, 1)),
    settled_at   integer,
    problem      text,
    constraint outbox_says_a_thing_once unique (channel_id, match_id, kind, revision),
    constraint outbox_sending_is_leased check ((state = 'sending') = (leased_by is not null)),
    constraint outbox_lease_ends check ((leased_by is null) = (leased_until is null)),
    constraint outbox_gathered_is_in_a_digest check ((state = 'gathered') = (gathered_in is not null)),
    constraint outbox_match_is_named check ((match_id is null) = (kind in ('digest', 'alert'))),
    constraint outbox_alert_is_about_something check ((note is not null) = (kind = 'alert'))
) strict;
insert into outbox_anew (delivery_id, guild_id, channel_id, match_id, kind, revision, state, created_at, due_at, attempts,
    leased_by, leased_until, first_tried_at, message_id, settled_at, problem, format)
select delivery_id, guild_id, channel_id, match_id, kind, revision, state, created_at, due_at, attempts,
    leased_by, leased_until, first_tried_at, message_id, settled_at, problem, iif(message_id is null, null, 'card')
from outbox;

-- One row per subscription behind an announcement.
create table outbox_subscriptions_anew (
    delivery_id     integer not null constraint outbox_subscription_delivery_exists references outbox_anew (delivery_id)
        on delete cascade,
    subscription_id integer not null constraint outbox_subscription_exists references subscriptions (subscription_id)
        on delete cascade,
    constraint outbox_subscriptions_pk primary key (delivery_id, subscription_id)
) strict, without rowid;
insert into outbox_subscriptions_anew select delivery_id, subscription_id from outbox_subscriptions;

-- Children first: dropping a table deletes what hangs on it.
drop table outbox_subscriptions;
drop table outbox;
alter table outbox_anew rename to outbox;
alter table outbox_subscriptions_anew rename to outbox_subscriptions;
create index outbox_by_due on outbox (due_at, delivery_id) where state in ('waiting', 'sending');
create index outbox_by_channel on outbox (channel_id) where state in ('waiting', 'sending');
create index outbox_by_state on outbox (state);
create index outbox_by_match on outbox (match_id, channel_id);
create index outbox_by_digest on outbox (gathered_in) where gathered_in is not null;
create index outbox_subscriptions_by_subscription on outbox_subscriptions (subscription_id);
