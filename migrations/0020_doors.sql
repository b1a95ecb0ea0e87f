-- Where reports come from, and what people decide about them.

-- How often a report's text was replaced by a later one of the same article; what a person put in place of the teams that were
-- read, as JSON; and when its text was deleted on request, which leaves the row as a mark that it is not to be read again.
alter table reports add column revision integer not null default 1
    constraint report_revision_counts_from_one check (revision >= 1);
alter table reports add column teams text;
alter table reports add column retracted_by integer;
alter table reports add column retract_reason text;
alter table reports add column deleted_at integer;

-- One row per address that a report was read at, in one scope. Another text at the same address is a revision of the report.
create table report_addresses (
    scope     integer not null,
    address   text    not null,
    report_id integer not null constraint address_report_exists references reports (report_id) on delete cascade,
    constraint report_addresses_pk primary key (scope, address)
) strict, without rowid;
create index report_addresses_by_report on report_addresses (report_id);

-- One row per feed that is asked for new reports, for everybody (scope 0, from the configuration) or for one server.
create table feeds (
    feed_id       integer not null constraint feeds_pk primary key,
    scope         integer not null,
    url           text    not null,
    title         text,
    every_seconds integer not null constraint feed_is_asked_at_intervals check (every_seconds >= 60),
    added_by      integer,
    added_at      integer not null,
    etag          text,
    last_modified text,
    next_poll_at  integer not null,
    polled_at     integer,
    baseline_at   integer,
    failures      integer not null default 0,
    problem       text,
    gone_at       integer,
    constraint feed_is_once_in_a_scope unique (scope, url)
) strict;
create index feeds_by_poll on feeds (next_poll_at) where gone_at is null;

-- One row per item that a feed was seen to have. What was there at the first poll is the baseline and is not read. `mark` tells
-- an item that was changed since; `link`, `content` and `published` are kept while it waits.
create table feed_items (
    feed_id   integer not null constraint feed_item_feed_exists references feeds (feed_id) on delete cascade,
    item      text    not null,
    mark      text    not null,
    state     text    not null constraint feed_item_state_is_known check (state in ('baseline', 'waiting', 'read', 'aside')),
    title     text,
    link      text,
    content   text,
    published text,
    attempts  integer not null default 0,
    due_at    integer not null,
    problem   text,
    seen_at   integer not null,
    report_id integer constraint feed_item_report_exists references reports (report_id) on delete set null,
    constraint feed_items_pk primary key (feed_id, item)
) strict, without rowid;
create index feed_items_by_due on feed_items (due_at) where state = 'waiting';

-- One row per text that a person handed in, from its preview to what became of it. The text goes when it is discarded.
create table drafts (
    draft_id   integer not null constraint drafts_pk primary key,
    guild_id   integer not null,
    made_by    integer not null,
    made_at    integer not null,
    source     text    not null,
    address    text,
    title      text,
    published  text    constraint draft_published_is_a_day check (published like '____-__-__'),
    body       text,
    teams      text,
    state      text    not null default 'preview' constraint draft_state_is_known
        check (state in ('preview', 'review', 'published', 'discarded', 'rejected')),
    decided_by integer,
    decided_at integer,
    report_id  integer constraint draft_report_exists references reports (report_id) on delete set null,
    constraint draft_keeps_its_text_while_open check (state not in ('preview', 'review') or body is not null)
) strict;
create index drafts_by_maker on drafts (guild_id, made_by, state);
create index drafts_in_review on drafts (guild_id, made_at) where state = 'review';

-- One row per thing that a person decided: who, when, what it was before and after, and why. Nothing is ever changed here.
create table audit (
    audit_id      integer not null constraint audit_pk primary key,
    scope         integer not null,
    at            integer not null,
    made_by       integer not null,
    deed          text    not null constraint audit_deed_is_known check (deed in ('correct', 'undo_correction', 'retract', 'restore',
        'delete', 'merge', 'keep_apart', 'accept', 'reject', 'add_feed', 'remove_feed')),
    match_id      integer,
    report_id     integer,
    correction_id integer,
    subject       text    not null,
    old           text,
    new           text,
    reason        text
) strict;
create index audit_by_scope on audit (scope, at);

-- One row per pair of matches that a person looked at: one match told twice, or two.
create table judgements (
    match_id integer not null constraint judgement_match_exists references matches (match_id),
    other_id integer not null constraint judgement_other_exists references matches (match_id),
    verdict  text    not null constraint judgement_is_known check (verdict in ('one', 'two')),
    scope    integer not null,
    made_by  integer not null,
    made_at  integer not null,
    constraint judgements_pk primary key (match_id, other_id, scope)
) strict, without rowid;
