-- Single sign-on: identity providers of workspaces, whom they know, and logins under way at them.

create table identity_provider (
  id                     uuid primary key,
  workspace_id           uuid          not null references workspace (id),
  protocol               varchar(8)    not null,
  name                   varchar(64)   not null,
  name_key               varchar(64)   not null,
  enabled                boolean       not null,
  always_anew            boolean       not null,
  -- Who shall be let in, and what is made of what the provider tells.
  subject_attribute      varchar(255)  not null,
  user_name_attribute    varchar(255)  not null,
  display_name_attribute varchar(255)  not null,
  email_attribute        varchar(255)  not null,
  groups_attribute       varchar(255)  not null,
  emails_owned           boolean       not null,
  creating               boolean       not null,
  -- Whether a system administrator has said that it may let system administrators in.
  system_trusted         boolean       not null,
  -- SAML.
  metadata               varchar(1000000),
  metadata_url           varchar(2000),
  metadata_signer        varchar(10000),
  metadata_read_at       timestamp(6) with time zone,
  metadata_tried_at      timestamp(6) with time zone,
  metadata_problem       varchar(255)  not null,
  certificate_expires_at timestamp(6) with time zone,
  unsolicited            boolean       not null,
  -- OpenID Connect.
  issuer                 varchar(2000),
  client_id              varchar(255),
  sealed_client_secret   varchar(4000),
  hosted_domain          varchar(253),
  scopes                 varchar(1000) not null,
  created_at             timestamp(6) with time zone not null,
  -- How often the connection changed: what was made of an earlier one is out of date.
  revision               integer       not null,
  version                bigint        not null,
  unique (workspace_id, name_key)
);

-- Roles that everybody gets whom the provider brings.
create table provider_default_role (
  provider_id uuid not null references identity_provider (id) on delete cascade,
  role_id     uuid not null references access_role (id) on delete cascade,
  primary key (provider_id, role_id)
);
create index provider_default_role_role on provider_default_role (role_id);

-- Which role a group of the provider means.
create table provider_group_role (
  provider_id uuid         not null references identity_provider (id) on delete cascade,
  group_name  varchar(255) not null,
  role_id     uuid         not null references access_role (id) on delete cascade,
  primary key (provider_id, group_name, role_id)
);
create index provider_group_role_role on provider_group_role (role_id);

-- Whom a provider means by a subject. The hash is the key: subjects are long, and differ by case.
create table linked_identity (
  provider_id   uuid          not null references identity_provider (id) on delete cascade,
  subject_hash  varchar(64)   not null,
  subject       varchar(1024) not null,
  user_id       uuid          not null references user_account (id),
  -- Whether the provider made the user: then it also says what the user is called.
  provisioned   boolean       not null,
  linked_at     timestamp(6) with time zone not null,
  last_login_at timestamp(6) with time zone,
  primary key (provider_id, subject_hash)
);
create index linked_identity_user on linked_identity (user_id);

-- A login under way at a provider.
create table sign_on (
  handle_hash   varchar(64)   primary key,
  request_id    varchar(64)   not null unique,
  provider_id   uuid          not null references identity_provider (id) on delete cascade,
  purpose       varchar(8)    not null,
  user_id       uuid          references user_account (id),
  browser_hash  varchar(64)   not null,
  return_to     varchar(2000) not null,
  anew          boolean       not null,
  sealed_secret varchar(1000) not null,
  began_at      timestamp(6) with time zone not null,
  expires_at    timestamp(6) with time zone not null,
  answered_at   timestamp(6) with time zone,
  arrival_hash  varchar(64)   unique,
  sealed_answer varchar(400000)
);
create index sign_on_expiry on sign_on (expires_at);

-- Messages that have been accepted, for as long as they would be good.
create table used_message (
  message_hash varchar(64) primary key,
  expires_at   timestamp(6) with time zone not null
);
create index used_message_expiry on used_message (expires_at);

-- By which provider somebody was logged in; nothing, if Gatehouse itself looked at what they know.
alter table login_session add column provider_id uuid;
alter table login_session add column provider_source varchar(8);
create index login_session_provider on login_session (provider_id);

-- How the provider calls the session it stands behind, for logout both ways.
create table provider_session (
  session_id    uuid        primary key references login_session (id) on delete cascade,
  provider_id   uuid        not null references identity_provider (id) on delete cascade,
  subject_hash  varchar(64) not null,
  index_hash    varchar(64),
  sealed_detail varchar(40000) not null,
  -- When the person has shown the provider who it is, where we had asked for that.
  shown_at      timestamp(6) with time zone
);
create index provider_session_subject on provider_session (provider_id, subject_hash);

-- Whether somebody else than the person says that the address is the person's. What people have
-- typed themselves must not decide whom a provider means by an address.
alter table user_account add column email_vouched boolean default false not null;

create table sign_on_policy (
  workspace_id     uuid          primary key references workspace (id),
  required         boolean       not null,
  way_back_user_id uuid          references user_account (id),
  return_addresses varchar(8000) not null
);
