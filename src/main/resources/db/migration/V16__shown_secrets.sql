-- A secret that was just made, for the page that shows it for a few minutes, to the session that made it only.
create table shown_secret (
  id         uuid primary key,
  session_id uuid          not null references login_session (id) on delete cascade,
  sealed     varchar(4000) not null,
  expires_at timestamp(6) with time zone not null
);
create index shown_secret_session on shown_secret (session_id);
create index shown_secret_expiry on shown_secret (expires_at);
