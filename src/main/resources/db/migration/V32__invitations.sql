-- That whoever has the token of a mail may choose the first password of a user, once: one for each who hasn't.
create table invitation (
  id         uuid primary key,
  token_hash varchar(64)  not null unique,
  user_id    uuid         not null unique references user_account (id),
  email      varchar(254) not null,
  -- The administrator who has had it sent.
  invited_by uuid         not null,
  created_at timestamp(6) with time zone not null,
  expires_at timestamp(6) with time zone not null
);
create index invitation_expiry on invitation (expires_at);
