-- Passkeys (Web Authentication Level 3): what an authenticator has told of each.
create table passkey (
  id              uuid           primary key,
  user_id         uuid           not null references user_account (id),
  -- By which its authenticator and browsers know it: up to 1,023 bytes, in URL-safe Base64.
  credential_id   varchar(1364)  not null unique,
  -- AAGUID, credential id and public key (attested credential data), in the same Base64.
  credential_data varchar(4000)  not null,
  name            varchar(100)   not null,
  -- How often it has signed, as its authenticator says; 0 for ever where it doesn't count.
  sign_count      bigint         not null,
  backup_eligible boolean        not null,
  backed_up       boolean        not null,
  transports      varchar(200)   not null,
  created_at      timestamp(6) with time zone not null,
  last_used_at    timestamp(6) with time zone
);
create index passkey_user on passkey (user_id);
