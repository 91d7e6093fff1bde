-- Our own side of SAML: the keys of the service provider, and logouts under way at identity providers.

create table saml_key (
  id          uuid          primary key,
  -- ACTIVE or NEXT, one of each at the most; null for a key that only decrypts.
  slot        varchar(8)    unique,
  certificate varchar(8000) not null,
  sealed_key  varchar(8000) not null,
  created_at  timestamp(6) with time zone not null,
  expires_at  timestamp(6) with time zone not null
);

create table saml_logout (
  request_id  varchar(64)   primary key,
  provider_id uuid          not null references identity_provider (id) on delete cascade,
  return_to   varchar(2000) not null,
  expires_at  timestamp(6) with time zone not null
);
create index saml_logout_expiry on saml_logout (expires_at);
