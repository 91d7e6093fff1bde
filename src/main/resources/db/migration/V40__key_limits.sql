-- How many days keys live at the most, counted from their making; null: as long as whoever makes them wants.
alter table authentication_policy add column key_days integer;
-- Workspaces that limit it are found by it.
create index authentication_policy_key_days on authentication_policy (key_days);
-- Whether keys may keep the rank of an administrator.
alter table authentication_policy add column administering_keys boolean default true not null;
