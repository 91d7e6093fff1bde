-- What workspaces limit beside the second factor. Null: as the installation has it.
alter table authentication_policy add column password_minimum integer;
-- Of sessions that aren't remembered: minutes without use, hours in all.
alter table authentication_policy add column session_idle_minutes integer;
alter table authentication_policy add column session_lifetime_hours integer;
-- Of remembered ones; 0: nobody is remembered.
alter table authentication_policy add column remember_days integer;
-- Whether there is any of the three: such workspaces are found by it.
alter table authentication_policy add column limits_sessions boolean default false not null;
create index authentication_policy_limits_sessions on authentication_policy (limits_sessions);
