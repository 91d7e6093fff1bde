-- Attempts that come too early after a failure, and how often things may be done.

alter table login_throttle add column delayed_until timestamp(6) with time zone;

-- A token bucket. The key is a keyed hash of whose it is; the state is Bucket4j's, in Base64.
create table rate_bucket (
  bucket_key varchar(64)   primary key,
  state      varchar(1000) not null,
  expires_at timestamp(6) with time zone not null
);
create index rate_bucket_expiry on rate_bucket (expires_at);

-- Old entries are removed by their age.
create index audit_event_age on audit_event (occurred_at);
