-- Sessions that are kept fresh, what clients keep of their screens, and passwords that were forgotten.

-- A session that nobody uses ends at idle_until; whoever uses it moves that.
alter table login_session add column idle_until timestamp(6) with time zone;
update login_session set idle_until = expires_at;
alter table login_session alter column idle_until set not null;

-- Which of its tokens count: the present generation, and when those before it were replaced (see Generations).
alter table login_session add column generation bigint default 0 not null;
alter table login_session add column retirements varchar(4000) default '' not null;

create table client_state (
  user_id uuid           not null references user_account (id),
  app     varchar(32)    not null,
  state   varchar(65536) not null,
  primary key (user_id, app)
);

-- Somebody asked for a mail with which to choose a new password; whether the address is anybody's isn't known yet.
create table password_reset_request (
  email_key    varchar(64) primary key,
  sealed_email varchar(1000) not null,
  language     varchar(35),
  address      varchar(64)   not null,
  requested_at timestamp(6) with time zone not null
);

-- What such a mail is good for: one row for each user who has the address.
create table password_reset (
  token_hash varchar(64) not null,
  user_id    uuid        not null references user_account (id),
  email      varchar(254) not null,
  created_at timestamp(6) with time zone not null,
  expires_at timestamp(6) with time zone not null,
  primary key (token_hash, user_id)
);
create index password_reset_user on password_reset (user_id);
create index password_reset_expiry on password_reset (expires_at);
