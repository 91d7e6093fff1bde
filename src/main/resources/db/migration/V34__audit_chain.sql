-- A keyed hash of what an entry says, made when it is written; empty in those of versions before.
alter table audit_event add column signature varchar(64) default '' not null;
-- In which order entries arrive, whoever writes them and whatever they are dated; V34.1 has the database count them. An entry that is committed
-- later may have a lower number; one that isn't committed leaves a gap. Those of versions before have 0: a number for each would write the
-- table anew, and nobody could log in meanwhile.
alter table audit_event add column arrival bigint default 0 not null;
create index audit_event_arrival on audit_event (arrival);
-- The chain of entries: each link hashes the one before, with a key that isn't in the database. A table of its own, so that the account
-- of Gatehouse needs no right to update audit_event. An entry may stand in several links: somebody else may have added them.
create table audit_link (
  number    bigint                      primary key,
  event_id  uuid                        not null,
  sealed_at timestamp(6) with time zone not null,
  hash      varchar(64)                 not null
);
create index audit_link_event on audit_link (event_id);
-- Numbers of arrival that weren't there when later ones were: an entry with one of them is still to be linked.
create table audit_gap (
  first_arrival bigint                      primary key,
  last_arrival  bigint                      not null,
  seen_at       timestamp(6) with time zone not null
);
-- Where the chain begins and ends, signed by the key. The row is the lock of whoever adds or removes links.
create table audit_chain (
  id             smallint    primary key,
  head_number    bigint      not null,
  head_hash      varchar(64) not null,
  anchor_number  bigint      not null,
  anchor_hash    varchar(64) not null,
  sealed_arrival bigint      not null,
  begun_at       timestamp(6) with time zone,
  chained_from   timestamp(6) with time zone,
  unsigned_until timestamp(6) with time zone,
  unsigned_last  bigint,
  head_sealed_at timestamp(6) with time zone,
  backlog_at     timestamp(6) with time zone,
  backlog_id     uuid,
  signature      varchar(64) not null
);
insert into audit_chain (id, head_number, head_hash, anchor_number, anchor_hash, sealed_arrival, signature) values (1, 0, '', 0, '', 0, '');
