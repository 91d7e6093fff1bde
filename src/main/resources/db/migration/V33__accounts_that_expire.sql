-- When an account ends by itself, and whether its person was told that it is about to.
alter table user_account add column expires_at timestamp(6) with time zone;
alter table user_account add column expiry_told boolean default false not null;
create index user_account_expiry on user_account (expires_at);
