-- Sessions that are kept fresh, what clients keep of their screens, and passwords that were forgotten.

-- A session that nobody uses ends at idle_until; whoever uses it moves that.
alter table login_session add column idle_until timestamp(6) with time zone;
update login_session set idle_until = expires_at;
alter table login_session alter column idle_until set not null;

-- Which of its tokens count: the present generation, and when those before it were replaced (see Generations).
alter table login_session add column generation bigint default 0 not null;
alter table login_session add column retirements varchar(4000) default '' not null;

-- A JSON object that a program keeps for a user.
create table client_state (
  id      uuid primary key,
  user_id uuid           not null references user_account (id),
  app     varchar(32)    not null,
  state   varchar(65536) not null,
  unique (user_id, app)
);

-- People are found by their address, in any case; service accounts have none.
alter table user_account add column email_key varchar(254);
-- As EmailAddress.key does it, whatever the database knows of other letters.
update user_account set email_key = translate(email, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz');
alter table user_account alter column email_key set not null;
create index user_account_email on user_account (email_key);

-- Somebody asked for a mail with which to choose a new password; whose the address is, if anybody's, isn't known yet.
create table password_reset_request (
  id           uuid primary key,
  sealed_email varchar(2000) not null,
  language     varchar(35)   not null,
  address      varchar(64)   not null,
  requested_at timestamp(6) with time zone not null
);
create index password_reset_request_time on password_reset_request (requested_at);

-- What such a mail is good for, once: a row for each user that it names.
create table password_reset (
  id         uuid primary key,
  token_hash varchar(64)  not null,
  user_id    uuid         not null references user_account (id),
  email      varchar(254) not null,
  email_key  varchar(254) not null,
  created_at timestamp(6) with time zone not null,
  expires_at timestamp(6) with time zone not null,
  claimed_at timestamp(6) with time zone,
  unique (token_hash, user_id)
);
create index password_reset_user on password_reset (user_id);
create index password_reset_email on password_reset (email_key, created_at);
create index password_reset_expiry on password_reset (expires_at);
