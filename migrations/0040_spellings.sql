-- One club under two spellings in the reports of one match.

-- The team that an account's own stands for in its match, where the account spells it otherwise; null where it is the same.
alter table accounts add column home_stands_for text constraint account_home_stands_for_a_team references teams (team_id);
alter table accounts add column away_stands_for text constraint account_away_stands_for_a_team references teams (team_id);
create index matches_by_team_two on matches (team_two);
