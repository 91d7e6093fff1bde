-- Devices that wait for somebody to let them in on another screen (RFC 8628).
create table device_authorization (
  code_hash      varchar(64)   primary key,
  user_code_hash varchar(64)   not null unique,
  client_id      uuid          not null references oauth_client (id) on delete cascade,
  scope          varchar(6000) not null,
  -- Who has answered, in which login, and what: true is yes.
  user_id        uuid          references user_account (id),
  session_id     uuid,
  allowed        boolean,
  -- When the device may ask again.
  due_at         timestamp(6) with time zone not null,
  seconds        integer       not null,
  expires_at     timestamp(6) with time zone not null
);
create index device_authorization_client on device_authorization (client_id);
create index device_authorization_user on device_authorization (user_id);
create index device_authorization_expiry on device_authorization (expires_at);
