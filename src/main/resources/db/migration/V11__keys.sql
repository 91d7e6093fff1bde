-- Keys of keyed hashes, by purpose, sealed: what was hashed outlives the master key.

create table fingerprint_key (
  purpose    varchar(64)  primary key,
  sealed_key varchar(255) not null
);
