-- How, and when, the person of a session has shown who it is; and what keys are good for.

-- The authentication method references of RFC 8176, apart by spaces; none if a key or an identity provider said who it is.
alter table login_session add column amr varchar(100) default '' not null;
-- When all of these were shown last, to us, or to a provider because we asked for it.
alter table login_session add column authenticated_at timestamp(6) with time zone;
update login_session set authenticated_at = (
  select behind.shown_at from provider_session behind where behind.session_id = login_session.id);
alter table provider_session drop column shown_at;

-- Whether whoever is in it has no rank, whatever the user is: a key opened it that isn't for administration.
alter table login_session add column without_rank boolean default false not null;
update login_session set without_rank = true where api_key_id is not null;

-- What a key is good for, apart by spaces. Those that exist keep no rank: make one with "administer" for that.
alter table api_key add column scopes varchar(50) default 'login' not null;
