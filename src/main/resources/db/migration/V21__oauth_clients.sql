-- Applications that log people in through Gatehouse (RFC 6749), and how they prove that they are who they say.

create table oauth_client (
  id           uuid primary key,
  -- Null for one that serves all workspaces.
  workspace_id uuid           references workspace (id),
  search_text  varchar(2000)  not null,
  -- What is known of it, in the words of RFC 7591: JSON.
  metadata     varchar(65536) not null,
  created_at   timestamp(6) with time zone not null,
  last_used_at timestamp(6) with time zone,
  version      bigint         not null
);
create index oauth_client_workspace on oauth_client (workspace_id);

create table oauth_client_secret (
  secret_hash varchar(64) primary key,
  client_id   uuid        not null references oauth_client (id) on delete cascade,
  created_at  timestamp(6) with time zone not null,
  expires_at  timestamp(6) with time zone
);
create index oauth_client_secret_client on oauth_client_secret (client_id);
create index oauth_client_secret_expiry on oauth_client_secret (expires_at);

-- Access tokens that were revoked one by one (RFC 7009), for as long as they would be good.
create table revoked_token (
  token_id   varchar(64) primary key,
  expires_at timestamp(6) with time zone not null
);
create index revoked_token_expiry on revoked_token (expires_at);
