-- Mail goes to addresses that have said yes; the one in "email" is what somebody has declared.
alter table user_account add column confirmed_email varchar(254);
alter table user_account add column confirmed_email_key varchar(254);
create index user_account_confirmed_email on user_account (confirmed_email_key);

-- Whoever was here before has got mail there before.
update user_account set confirmed_email = email, confirmed_email_key = email_key where email <> '';

-- That whoever has the token of a mail may say yes, once.
create table address_confirmation (
  id         uuid primary key,
  token_hash varchar(64)  not null unique,
  user_id    uuid         not null references user_account (id),
  email      varchar(254) not null,
  created_at timestamp(6) with time zone not null,
  expires_at timestamp(6) with time zone not null
);
create index address_confirmation_user on address_confirmation (user_id);
create index address_confirmation_expiry on address_confirmation (expires_at);

-- A keyed hash of where a letter goes, by which it is counted; unknown of letters that wait already.
alter table outbox add column recipient_key varchar(64);
