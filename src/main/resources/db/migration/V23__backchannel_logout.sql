-- Clients are told when a login is over (OpenID Connect Back-Channel Logout 1.0).

-- When it was noticed that the login is over to which a grant belongs.
alter table oauth_grant add column ended_at timestamp(6) with time zone;

-- What is still to be told whom. A row is removed when the client has heard of it, or nobody needs to any longer.
create table logout_message (
  id         uuid primary key,
  client_id  uuid    not null references oauth_client (id) on delete cascade,
  user_id    uuid    not null references user_account (id),
  session_id uuid    not null,
  attempts   integer not null,
  created_at timestamp(6) with time zone not null,
  due_at     timestamp(6) with time zone not null,
  expires_at timestamp(6) with time zone not null
);
create index logout_message_client on logout_message (client_id);
create index logout_message_user on logout_message (user_id);
create index logout_message_due on logout_message (due_at);
