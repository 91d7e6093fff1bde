-- One schema for H2 and PostgreSQL. Times are UTC instants. Hashes of secrets are lower-case hex.

create table installation (
  id              smallint primary key,
  setup_code_hash varchar(64),
  claimed_at      timestamp(6) with time zone
);
-- From the start, so that there is a row to lock.
insert into installation (id) values (1);

create table workspace (
  id         uuid primary key,
  uid        varchar(32)  not null unique,
  name       varchar(100) not null,
  created_at timestamp(6) with time zone not null
);

-- Every word that names a workspace (its uid, its folded name) stands here once: a name of one can't be the uid of another.
create table workspace_handle (
  handle       varchar(100) primary key,
  workspace_id uuid not null references workspace (id)
);

create table user_account (
  id                   uuid primary key,
  workspace_id         uuid         not null references workspace (id),
  name                 varchar(64)  not null,
  name_key             varchar(64)  not null,
  display_name         varchar(100) not null,
  email                varchar(254) not null,
  active               boolean      not null,
  administrator        boolean      not null,
  system_administrator boolean      not null,
  created_at           timestamp(6) with time zone not null,
  last_activity_at     timestamp(6) with time zone,
  version              bigint       not null,
  unique (workspace_id, name_key)
);

create table password_credential (
  user_id    uuid primary key references user_account (id),
  phc        varchar(255) not null,
  initial    boolean      not null,
  expires_at timestamp(6) with time zone,
  changed_at timestamp(6) with time zone not null
);

create table totp_credential (
  user_id          uuid primary key references user_account (id),
  encrypted_secret varchar(255) not null,
  begun_at         timestamp(6) with time zone not null,
  confirmed_at     timestamp(6) with time zone,
  last_step        bigint       not null
);

create table recovery_code (
  user_id   uuid        not null references user_account (id),
  code_hash varchar(64) not null,
  used_at   timestamp(6) with time zone,
  primary key (user_id, code_hash)
);

create table login_session (
  id           uuid primary key,
  user_id      uuid         not null references user_account (id),
  user_agent   varchar(255) not null,
  address      varchar(64)  not null,
  remembered   boolean      not null,
  created_at   timestamp(6) with time zone not null,
  last_seen_at timestamp(6) with time zone not null,
  expires_at   timestamp(6) with time zone not null,
  ended_at     timestamp(6) with time zone
);
create index login_session_user on login_session (user_id);
create index login_session_expiry on login_session (expires_at);

-- A login whose password was right and whose second factor is awaited.
create table pending_login (
  token_hash varchar(64) primary key,
  user_id    uuid    not null references user_account (id),
  phc        varchar(255) not null,
  remembered boolean not null,
  expires_at timestamp(6) with time zone not null
);
create index pending_login_expiry on pending_login (expires_at);

create table login_throttle (
  subject      varchar(64) primary key,
  failures     integer not null,
  locked_until timestamp(6) with time zone,
  updated_at   timestamp(6) with time zone not null
);
create index login_throttle_updated on login_throttle (updated_at);

create table signing_key (
  kid             varchar(64) primary key,
  encrypted_jwk   varchar(4000) not null,
  created_at      timestamp(6) with time zone not null,
  signs_until     timestamp(6) with time zone not null,
  published_until timestamp(6) with time zone not null
);

create table audit_event (
  id           uuid primary key,
  occurred_at  timestamp(6) with time zone not null,
  type         varchar(40)  not null,
  outcome      varchar(40)  not null,
  workspace_id uuid,
  user_id      uuid,
  actor_id     uuid,
  session_id   uuid,
  address      varchar(64)  not null,
  detail       varchar(255) not null
);
create index audit_event_user on audit_event (user_id, occurred_at);
create index audit_event_workspace on audit_event (workspace_id, occurred_at);
