-- When an administrator has let somebody in again: as good as an activity, or the account would lie idle still.
alter table user_account add column activated_at timestamp(6) with time zone;
-- When the account lay idle: the person was told, or it was deactivated. Whatever is done afterwards makes it meaningless.
alter table user_account add column idle_at timestamp(6) with time zone;
-- Of somebody who is deleted: when all that is kept of the person goes. Null for all others.
alter table user_account add column erase_at timestamp(6) with time zone;
create index user_account_erasure on user_account (erase_at);

-- After how many days without activity accounts are deactivated; null: as the installation has it.
alter table authentication_policy add column idle_days integer;
-- Workspaces that limit it are found by it.
create index authentication_policy_idle_days on authentication_policy (idle_days);
-- Whether people may delete their own account.
alter table authentication_policy add column self_deletion boolean default false not null;
