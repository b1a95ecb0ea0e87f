-- What waits is found by the order in which it goes, however much has been posted; and a summary may wait for its match.

-- Until when a summary waits for the goals told to add up to the score; null where it does not, or not any more. While it waits,
-- `due_at` is no earlier.
alter table outbox add column complete_by integer
    constraint outbox_summary_alone_waits_for_its_match check (complete_by is null or kind = 'summary');

-- Choosing by state alone reads all that waits, and sorts it, for each post.
drop index outbox_by_state;
create index outbox_by_guild on outbox (guild_id, state);
create index outbox_by_lease on outbox (leased_until) where leased_until is not null;
