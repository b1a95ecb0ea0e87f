-- Touchline's database. Conventions: `_at` is seconds since 1970, a day is text as YYYY-MM-DD, a scope is 0 for what every
-- server sees and otherwise the id of the one server that sees it. A shipped migration is never edited.

-- 'TCHL': tells our databases from other programs'.
pragma application_id = 1413695564;

-- One row per team: one that the names files know, or one that only reports have named (`seen:<folded name>`). Women's, youth
-- and reserve sides are teams of their own (`…#women`).
create table teams (
    team_id text not null constraint teams_pk primary key,
    name    text not null constraint team_is_named check (name <> ''),
    is_seen integer not null generated always as (team_id like 'seen:%') virtual
) strict;

-- One row per report read, those without a match included. The same text in the same scope is one report.
create table reports (
    report_id    integer not null constraint reports_pk primary key,
    scope        integer not null,
    source       text    not null,
    title        text,
    published    text    constraint published_is_a_day check (published like '____-__-__'),
    encoding     text    not null,
    body         text    not null,
    raw_sha256   text    not null constraint raw_sha256_is_hex check (length(raw_sha256) = 64),
    text_sha256  text    not null constraint text_sha256_is_hex check (length(text_sha256) = 64),
    extractor    text    not null,
    added_at     integer not null,
    added_by     integer,
    read_at      integer not null,
    verdict      text    not null constraint verdict_is_known check (verdict in ('match', 'no_match')),
    reason       text,
    notes        text    not null default '[]',
    retracted_at integer,
    constraint report_is_once_in_a_scope unique (text_sha256, scope),
    constraint no_match_has_a_reason check (verdict = 'match' or reason is not null)
) strict;
create index reports_by_scope on reports (scope, added_at);

-- One row per match. The two teams stand in order of their ids, so that who is at home can be settled later; `resembles` is the
-- match that it may be the same as, for a person to decide.
create table matches (
    match_id  integer not null constraint matches_pk primary key,
    team_one  text    not null constraint match_team_one_exists references teams (team_id),
    team_two  text    not null constraint match_team_two_exists references teams (team_id),
    category  text    constraint match_category_is_known check (category in ('women', 'youth', 'reserve')),
    resembles integer constraint match_resembles_a_match references matches (match_id),
    constraint match_teams_stand_in_order check (team_one < team_two)
) strict;
create index matches_by_teams on matches (team_one, team_two);
create index matches_by_resemblance on matches (resembles) where resembles is not null;

-- One row per report's account of one match; a round-up has several. Reading the report again replaces them.
create table accounts (
    account_id      integer not null constraint accounts_pk primary key,
    report_id       integer not null constraint account_report_exists references reports (report_id) on delete cascade,
    ordinal         integer not null,
    match_id        integer not null constraint account_match_exists references matches (match_id),
    home_team       text    not null constraint account_home_team_exists references teams (team_id),
    away_team       text    not null constraint account_away_team_exists references teams (team_id),
    home_name       text    not null,
    away_name       text    not null,
    home_id         text,
    away_id         text,
    home_as_written text    not null,
    away_as_written text    not null,
    home_away       text    not null constraint home_away_is_known
        check (home_away in ('stated', 'derived', 'inferred', 'neutral', 'unknown')),
    constraint account_stands_once unique (report_id, ordinal),
    constraint account_has_two_teams check (home_team <> away_team)
) strict;
create index accounts_by_match on accounts (match_id);

-- One row per fact that one account claims. Which columns a kind uses is said in `src/store/columns.rs`.
create table claims (
    claim_id     integer not null constraint claims_pk primary key,
    account_id   integer not null constraint claim_account_exists references accounts (account_id) on delete cascade,
    ordinal      integer not null,
    kind         text    not null constraint claim_kind_is_known check (kind in ('score', 'half_time', 'after_90', 'shootout',
        'aggregate', 'extra_time', 'winner', 'competition', 'stage', 'venue', 'date', 'referee', 'attendance', 'category',
        'coach', 'goal', 'event', 'player', 'background')),
    detail       text,
    side         text    constraint claim_side_is_known check (side in ('home', 'away')),
    name         text,
    name_id      text,
    other_name   text,
    other_basis  text    constraint claim_other_basis_is_known check (other_basis in ('stated', 'derived', 'inferred')),
    home         integer constraint claim_home_is_a_tally check (home between 0 and 255),
    away         integer constraint claim_away_is_a_tally check (away between 0 and 255),
    quantity     integer,
    day          text,
    moment_basis text    constraint claim_moment_basis_is_known check (moment_basis in ('stated', 'derived', 'inferred')),
    at_minute    integer,
    stoppage     integer,
    earliest     integer,
    latest       integer,
    as_written   text,
    numbers      text,
    told         text,
    basis        text    not null constraint claim_basis_is_known check (basis in ('stated', 'derived', 'inferred')),
    confidence   real    not null constraint claim_confidence_is_a_share check (confidence between 0 and 1),
    constraint claim_stands_once unique (account_id, ordinal)
) strict;

-- One row per slice of a report's text that supports a claim, or the naming of a team. The quote itself is never stored: it is
-- always the bytes [start_byte, end_byte) of the report's body.
create table evidence (
    evidence_id integer not null constraint evidence_pk primary key,
    account_id  integer not null constraint evidence_account_exists references accounts (account_id) on delete cascade,
    claim_id    integer constraint evidence_claim_exists references claims (claim_id) on delete cascade,
    part        text    not null constraint evidence_part_is_known check (part in ('home', 'away', 'fact', 'assist')),
    ordinal     integer not null,
    start_byte  integer not null,
    end_byte    integer not null,
    rule        text    not null,
    constraint evidence_of_a_team_has_no_claim check ((claim_id is null) = (part in ('home', 'away'))),
    constraint evidence_has_length check (0 <= start_byte and start_byte < end_byte)
) strict;
create index evidence_by_claim on evidence (claim_id, part, ordinal);
create index evidence_by_account on evidence (account_id, part, ordinal);

-- One row per fact that a person put right, in one scope. Undone ones are kept for the record.
create table corrections (
    correction_id integer not null constraint corrections_pk primary key,
    match_id      integer not null constraint correction_match_exists references matches (match_id),
    scope         integer not null,
    kind          text    not null,
    value         text    not null,
    old_value     text,
    reason        text    not null,
    made_by       integer not null,
    made_at       integer not null,
    undone_by     integer,
    undone_at     integer
) strict;
create index corrections_by_match on corrections (match_id, scope);

-- One row per match and scope that ever had an agreed view: how often the view changed and what it is now. It outlives the agreed
-- tables, which are a cache and can be rebuilt from claims and corrections at any time.
create table revisions (
    match_id   integer not null constraint revision_match_exists references matches (match_id),
    scope      integer not null,
    revision   integer not null constraint revision_counts_from_one check (revision >= 1),
    digest     text    not null,
    changed_at integer not null,
    constraint revisions_pk primary key (match_id, scope)
) strict, without rowid;

-- One row per match and scope: the agreed view's outline, all that lists and "the latest match" need. `day` is for sorting: the
-- day of play, else of publication, else of reading. Cache.
create table agreed_matches (
    match_id       integer not null constraint agreed_match_exists references matches (match_id),
    scope          integer not null,
    home_team      text    not null constraint agreed_home_team_exists references teams (team_id),
    away_team      text    not null constraint agreed_away_team_exists references teams (team_id),
    home_away      text    not null constraint agreed_home_away_is_known
        check (home_away in ('stated', 'derived', 'inferred', 'neutral', 'unknown')),
    category       text    constraint agreed_category_is_known check (category in ('women', 'youth', 'reserve')),
    competition_id text,
    competition    text,
    date           text,
    published      text,
    day            text    not null,
    home           integer,
    away           integer,
    half_time_home integer,
    half_time_away integer,
    state          text    not null constraint agreed_state_is_known
        check (state in ('complete', 'incomplete', 'disputed', 'corrected')),
    constraint agreed_matches_pk primary key (match_id, scope)
) strict, without rowid;
create index agreed_matches_by_day on agreed_matches (scope, day desc, match_id desc);
create index agreed_matches_by_competition on agreed_matches (competition_id, scope, day desc, match_id desc);

-- One row per side of an agreed match: a team's matches, latest first, whichever side it was on. Cache.
create table agreed_sides (
    team_id  text    not null constraint agreed_side_team_exists references teams (team_id),
    scope    integer not null,
    day      text    not null,
    match_id integer not null,
    opponent text    not null constraint agreed_side_opponent_exists references teams (team_id),
    constraint agreed_sides_pk primary key (team_id, scope, day desc, match_id desc),
    constraint agreed_side_match_exists foreign key (match_id, scope) references agreed_matches (match_id, scope)
        on delete cascade
) strict, without rowid;
create index agreed_sides_by_match on agreed_sides (match_id, scope);

-- One row per fact that stands in an agreed view (`rival` 0), and one per rival (from 1) that another report has in its place.
-- Columns as in `claims`. Cache.
create table agreed_facts (
    match_id       integer not null,
    scope          integer not null,
    ordinal        integer not null,
    rival          integer not null,
    standing       text    not null constraint agreed_standing_is_known
        check (standing in ('sole', 'agreed', 'disputed', 'corrected')),
    kind           text    not null,
    detail         text,
    side           text,
    name           text,
    name_id        text,
    other_name     text,
    other_basis    text,
    home           integer,
    away           integer,
    quantity       integer,
    day            text,
    moment_basis   text,
    at_minute      integer,
    stoppage       integer,
    earliest       integer,
    latest         integer,
    as_written     text,
    numbers        text,
    told           text,
    basis          text    not null,
    confidence     real    not null,
    constraint agreed_facts_pk primary key (match_id, scope, ordinal, rival),
    constraint agreed_fact_match_exists foreign key (match_id, scope) references agreed_matches (match_id, scope)
        on delete cascade
) strict, without rowid;

-- One row per claim that supports an agreed fact, or its assist. Cache.
create table agreed_support (
    match_id integer not null,
    scope    integer not null,
    ordinal  integer not null,
    rival    integer not null,
    part     text    not null constraint agreed_support_part_is_known check (part in ('fact', 'assist')),
    place    integer not null,
    claim_id integer not null constraint agreed_support_claim_exists references claims (claim_id) on delete cascade,
    constraint agreed_support_pk primary key (match_id, scope, ordinal, rival, part, place),
    constraint agreed_support_fact_exists foreign key (match_id, scope, ordinal, rival)
        references agreed_facts (match_id, scope, ordinal, rival) on delete cascade
) strict, without rowid;
create index agreed_support_by_claim on agreed_support (claim_id);

-- One row per player that an agreed view names, by team and name. Whether two rows are one person is for readers to say.
create table players (
    player_id integer not null constraint players_pk primary key,
    team_id   text    not null constraint player_team_exists references teams (team_id),
    name      text    not null,
    folded    text    not null,
    constraint player_is_once_in_a_team unique (team_id, folded)
) strict;

-- One row per word of a player's folded name: how players are found by any part of their name, in any order.
create table player_words (
    word      text    not null,
    player_id integer not null constraint player_word_player_exists references players (player_id) on delete cascade,
    constraint player_words_pk primary key (word, player_id)
) strict, without rowid;

-- One row per player and agreed fact in which he has a part. Cache.
create table agreed_players (
    player_id integer not null constraint agreed_player_exists references players (player_id),
    part      text    not null constraint agreed_player_part_is_known
        check (part in ('scorer', 'assist', 'event', 'other', 'named', 'subject')),
    match_id  integer not null,
    scope     integer not null,
    ordinal   integer not null,
    rival     integer not null default 0 constraint agreed_player_stands check (rival = 0),
    constraint agreed_players_pk primary key (player_id, part, match_id, scope, ordinal),
    constraint agreed_player_fact_exists foreign key (match_id, scope, ordinal, rival)
        references agreed_facts (match_id, scope, ordinal, rival) on delete cascade
) strict, without rowid;
create index agreed_players_by_match on agreed_players (match_id, scope, ordinal, rival);

-- One row per wish of a channel to hear of matches.
create table subscriptions (
    subscription_id integer not null constraint subscriptions_pk primary key,
    guild_id        integer not null,
    channel_id      integer not null,
    wants           text    not null constraint subscription_wants_is_known
        check (wants in ('team', 'competition', 'player', 'everything')),
    target          text    not null default '',
    format          text    not null default 'card' constraint subscription_format_is_known
        check (format in ('line', 'card', 'full')),
    spoilers        text    not null default 'show' constraint subscription_spoilers_is_known
        check (spoilers in ('show', 'hide', 'delay')),
    delay_seconds   integer not null default 0 constraint subscription_delay_is_bounded
        check (delay_seconds between 0 and 172800),
    role_id         integer,
    state           text    not null default 'active' constraint subscription_state_is_known
        check (state in ('active', 'paused')),
    state_reason    text,
    state_since     integer not null,
    created_by      integer not null,
    created_at      integer not null,
    constraint subscription_is_once_in_a_channel unique (channel_id, wants, target),
    constraint everything_has_no_target check ((wants = 'everything') = (target = ''))
) strict;
create index subscriptions_by_guild on subscriptions (guild_id);
create index subscriptions_by_target on subscriptions (wants, target) where state = 'active';

-- One row per announcement that one channel is owed: what changed, never how it is worded. The post carries a tag made of
-- `delivery_id`, `channel_id` and `created_at`, so that a send in doubt can be found again. `first_tried_at` is null while it is
-- sure that the post does not stand in the channel.
create table outbox (
    delivery_id  integer not null constraint outbox_pk primary key,
    guild_id     integer not null,
    channel_id   integer not null,
    match_id     integer not null constraint outbox_match_exists references matches (match_id),
    kind         text    not null constraint outbox_kind_is_known check (kind in ('summary', 'update', 'withdrawal')),
    revision     integer not null,
    state        text    not null default 'waiting' constraint outbox_state_is_known
        check (state in ('waiting', 'sending', 'sent', 'refused', 'uncertain', 'dropped')),
    created_at   integer not null,
    due_at       integer not null,
    attempts     integer not null default 0,
    leased_by    text,
    leased_until integer,
    first_tried_at integer,
    message_id   integer,
    settled_at   integer,
    problem      text,
    constraint outbox_says_a_thing_once unique (channel_id, match_id, kind, revision),
    constraint outbox_sending_is_leased check ((state = 'sending') = (leased_by is not null)),
    constraint outbox_lease_ends check ((leased_by is null) = (leased_until is null))
) strict;
create index outbox_by_due on outbox (due_at, delivery_id) where state in ('waiting', 'sending');
create index outbox_by_channel on outbox (channel_id) where state in ('waiting', 'sending');
create index outbox_by_state on outbox (state);
create index outbox_by_match on outbox (match_id, channel_id);

-- One row per subscription behind an announcement.
create table outbox_subscriptions (
    delivery_id     integer not null constraint outbox_subscription_delivery_exists references outbox (delivery_id)
        on delete cascade,
    subscription_id integer not null constraint outbox_subscription_exists references subscriptions (subscription_id)
        on delete cascade,
    constraint outbox_subscriptions_pk primary key (delivery_id, subscription_id)
) strict, without rowid;
create index outbox_subscriptions_by_subscription on outbox_subscriptions (subscription_id);

-- One row per server that has settings of its own.
create table settings (
    guild_id         integer not null constraint settings_pk primary key,
    default_team     text,
    default_format   text constraint settings_format_is_known check (default_format in ('line', 'card', 'full')),
    default_spoilers text constraint settings_spoilers_is_known check (default_spoilers in ('show', 'hide', 'delay')),
    alert_channel_id integer,
    reporter_role_id integer,
    language         text
) strict;

-- One row per duty that only one process may have at a time.
create table leases (
    name       text    not null constraint leases_pk primary key,
    holder     text    not null,
    held_until integer not null
) strict, without rowid;
