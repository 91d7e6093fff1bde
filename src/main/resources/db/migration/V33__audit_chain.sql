-- A keyed hash of what an entry says, made when it is written; empty in those of versions before.
alter table audit_event add column signature varchar(64) default '' not null;
-- The chain of entries: each link hashes the one before, with a key that isn't in the database. A table of its own, so that the account
-- of Gatehouse needs no right to update audit_event.
create table audit_link (
  number   bigint      primary key,
  event_id uuid        not null unique,
  hash     varchar(64) not null
);
-- Where the chain ends, and where it begins since older entries are gone. The row is the lock of whoever adds or removes links.
create table audit_chain (
  id            smallint    primary key,
  head_number   bigint      not null,
  head_hash     varchar(64) not null,
  anchor_number bigint      not null,
  anchor_hash   varchar(64) not null,
  sealed_until  timestamp(6) with time zone,
  begun_at      timestamp(6) with time zone,
  signature     varchar(64) not null
);
insert into audit_chain (id, head_number, head_hash, anchor_number, anchor_hash, signature) values (1, 0, '', 0, '', '');
