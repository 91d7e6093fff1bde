-- Logins at applications: what people were asked, what they have allowed, and what came of it.

-- Authorization requests that wait for somebody to log in or to answer (OpenID Connect Core 1.0, 3.1.2.1).
create table authorization_request (
  key_hash   varchar(64)    primary key,
  client_id  uuid           not null references oauth_client (id) on delete cascade,
  -- At which issuer: empty, or o/corpinc/.
  issuer     varchar(100)   not null,
  -- As they came, encoded as in a query.
  parameters varchar(20000) not null,
  -- Which scopes it is about, and whom the application expects, for those who show it.
  scope      varchar(6000)  not null,
  login_hint varchar(300)   not null,
  -- Who has chosen to go on with the own account, and what that person said about the scopes: true is yes.
  account_id uuid,
  consent    boolean,
  created_at timestamp(6) with time zone not null,
  expires_at timestamp(6) with time zone not null
);
create index authorization_request_client on authorization_request (client_id);
create index authorization_request_expiry on authorization_request (expires_at);

-- What a person lets an application know, until it is withdrawn.
create table oauth_consent (
  user_id    uuid          not null references user_account (id),
  client_id  uuid          not null references oauth_client (id) on delete cascade,
  scope      varchar(6000) not null,
  granted_at timestamp(6) with time zone not null,
  primary key (user_id, client_id)
);
create index oauth_consent_client on oauth_consent (client_id);

-- What an application was given within a login: a code, and all that came of it.
create table oauth_grant (
  id               uuid primary key,
  client_id        uuid          not null references oauth_client (id) on delete cascade,
  user_id          uuid          not null references user_account (id),
  -- The login; the grant ends with it unless it is offline.
  session_id       uuid          not null,
  offline          boolean       not null,
  scope            varchar(6000) not null,
  audience         varchar(4000) not null,
  id_token_claims  varchar(1000) not null,
  userinfo_claims  varchar(1000) not null,
  -- How and when the person has shown who it is (RFC 8176); null where nobody knows when.
  amr              varchar(100)  not null,
  authenticated_at timestamp(6) with time zone,
  -- The code, which is good once, and what has to be shown with it.
  code_hash        varchar(64)   not null unique,
  code_expires_at  timestamp(6) with time zone not null,
  code_used_at     timestamp(6) with time zone,
  redirect_uri     varchar(1000),
  code_challenge   varchar(128),
  nonce            varchar(1000),
  -- The refresh token, and the one that it has replaced.
  refresh_hash     varchar(64),
  replaced_hash    varchar(64),
  replaced_at      timestamp(6) with time zone,
  created_at       timestamp(6) with time zone not null,
  -- When nothing that came of it is good any longer, however it is used.
  expires_at       timestamp(6) with time zone not null,
  revoked_at       timestamp(6) with time zone
);
create index oauth_grant_client on oauth_grant (client_id);
create index oauth_grant_user on oauth_grant (user_id, client_id);
create index oauth_grant_session on oauth_grant (session_id);
create index oauth_grant_expiry on oauth_grant (expires_at);
