-- Roles, datasources, service accounts and API keys.

-- A service account has no e-mail address ('') and no password: its keys are its credentials.
alter table user_account add column service_account boolean default false not null;

create table access_role (
  id           uuid primary key,
  workspace_id uuid         not null references workspace (id),
  name         varchar(64)  not null,
  name_key     varchar(64)  not null,
  description  varchar(255) not null,
  unique (workspace_id, name_key)
);

create table datasource (
  id           uuid primary key,
  workspace_id uuid         not null references workspace (id),
  name         varchar(64)  not null,
  name_key     varchar(64)  not null,
  description  varchar(255) not null,
  unique (workspace_id, name_key)
);

-- Which roles may use which datasource.
create table role_datasource (
  role_id       uuid not null references access_role (id),
  datasource_id uuid not null references datasource (id),
  primary key (role_id, datasource_id)
);
create index role_datasource_datasource on role_datasource (datasource_id);

-- Which users have which role.
create table user_role (
  user_id uuid not null references user_account (id),
  role_id uuid not null references access_role (id),
  primary key (user_id, role_id)
);
create index user_role_role on user_role (role_id);

-- A key of a user, or, where user_id is null, of an application of the workspace.
create table api_key (
  id           uuid primary key,
  workspace_id uuid         not null references workspace (id),
  user_id      uuid         references user_account (id),
  name         varchar(100) not null,
  key_hash     varchar(64)  not null unique,
  hint         varchar(8)   not null,
  created_at   timestamp(6) with time zone not null,
  expires_at   timestamp(6) with time zone,
  last_used_at timestamp(6) with time zone,
  revoked_at   timestamp(6) with time zone
);
create index api_key_workspace on api_key (workspace_id, user_id);
create index api_key_user on api_key (user_id);

-- The key that opened a session: the session ends with it.
alter table login_session add column api_key_id uuid references api_key (id);
create index login_session_api_key on login_session (api_key_id);
