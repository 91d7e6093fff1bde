-- Browsers that stand for a second factor that was shown in them some days ago.
create table trusted_device (
  id           uuid primary key,
  user_id      uuid         not null references user_account (id),
  -- Of what the browser keeps.
  token_hash   varchar(64)  not null unique,
  user_agent   varchar(255) not null,
  created_at   timestamp(6) with time zone not null,
  last_used_at timestamp(6) with time zone not null,
  expires_at   timestamp(6) with time zone not null
);
create index trusted_device_user on trusted_device (user_id);
create index trusted_device_expiry on trusted_device (expires_at);

-- For how many days a workspace lets people trust one; 0: not at all.
alter table authentication_policy add column trusted_device_days integer default 0 not null;
-- When it began to: those that were trusted before count no longer. Null where it doesn't.
alter table authentication_policy add column trusted_devices_since timestamp(6) with time zone;

-- Whether a browser stood for the second factor in a login, beside what was met in it: the version before knows no
-- word for that.
alter table login_session add column by_trusted_device boolean default false not null;
alter table oauth_grant add column by_trusted_device boolean default false not null;
