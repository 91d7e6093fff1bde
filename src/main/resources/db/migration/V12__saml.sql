-- Until when the metadata of a SAML provider says itself that it may be used: after that nobody logs in by it.
alter table identity_provider add column metadata_valid_until timestamp(6) with time zone;

-- What parts the groups of a provider that tells all of them in one text; empty where each is a value of its own.
alter table identity_provider add column groups_separator varchar(8) default '' not null;
