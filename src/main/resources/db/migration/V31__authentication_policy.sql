-- What workspaces demand of the logins of their people.
create table authentication_policy (
  workspace_id        uuid          primary key references workspace (id),
  -- A word of SecondFactorDemand.
  second_factor       varchar(30)   not null,
  -- Of whom: names of roles, a line each; of everybody, if there are none.
  second_factor_roles varchar(4000) not null,
  -- When it was demanded of people of whom it wasn't before.
  second_factor_since timestamp(6) with time zone not null,
  grace_days          integer       not null,
  -- What was in force when more was demanded: it counts until that is due. Null where nothing was.
  earlier_second_factor varchar(30),
  earlier_roles       varchar(4000),
  earlier_since       timestamp(6) with time zone,
  earlier_grace_days  integer,
  -- How often it was changed.
  revision            bigint        not null
);

-- Whose sessions have to be looked at each hour.
create index authentication_policy_second_factor on authentication_policy (second_factor);

-- What was shown by who has to set up a second factor before the login goes on (RFC 8176, apart by spaces);
-- null where there is one to be shown.
alter table pending_login add column shown varchar(100);

-- In which session or login an app is being enrolled, hashed: nobody else sees its secret. Null where a version
-- before has begun it, which is to be begun anew.
alter table totp_credential add column begun_by varchar(64);

-- All of a user's are removed when what the user has to show changes.
create index pending_login_user on pending_login (user_id);

-- Which demand was met in a session before something else was shown in it, a word of SecondFactorDemand; null where
-- what was shown last is all.
alter table login_session add column met varchar(30);

-- The same of the login in which a client was given something; empty where a provider said who it is, null where a
-- version before has written it, and amr tells.
alter table oauth_grant add column met varchar(30);
