-- Letters that wait for the mail server, or were given up. What is in them is sealed by the master key.
create table outbox (
  id             uuid primary key,
  kind           varchar(40)  not null,
  workspace_id   uuid,
  user_id        uuid,
  sealed_message varchar(1000000) not null,
  created_at     timestamp(6) with time zone not null,
  -- When it may be taken next: after a pause, or when whoever has taken it must be gone.
  due_at         timestamp(6) with time zone not null,
  attempts       integer      not null,
  failed_at      timestamp(6) with time zone
);
create index outbox_due on outbox (due_at);

-- In which language somebody wants letters (BCP 47); unknown until a browser has told.
alter table user_account add column language varchar(35);
