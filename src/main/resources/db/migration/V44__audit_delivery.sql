-- Where those are in the audit log to whom it is sent: webhooks of workspaces, and a syslog server.
create table audit_delivery (
  -- Of a webhook, its workspace.
  id            uuid        primary key,
  kind          varchar(20) not null,
  -- The number of the last link of the chain that has come there, or that isn't wanted there.
  last_number   bigint      not null,
  attempts      integer     not null,
  created_at    timestamp(6) with time zone not null,
  due_at        timestamp(6) with time zone not null,
  -- Since when none has come; null where all is well.
  failing_since timestamp(6) with time zone,
  -- When it was given up; null where it goes on.
  stopped_at    timestamp(6) with time zone,
  delivered_at  timestamp(6) with time zone,
  failed_at     timestamp(6) with time zone,
  last_error    varchar(300) default '' not null
);
create index audit_delivery_due on audit_delivery (due_at);
create index audit_delivery_number on audit_delivery (kind, last_number);

-- Where a workspace wants its part of the audit log to be sent.
create table audit_webhook (
  workspace_id      uuid          primary key references workspace (id),
  address           varchar(2000) not null,
  -- Which types, parted by spaces; empty for all.
  types             varchar(4000) not null,
  -- Which outcomes; empty for all.
  outcome           varchar(40)   not null,
  sealed_secret     varchar(400)  not null,
  -- The secret before, as long as both sign.
  sealed_old_secret varchar(400),
  old_secret_until  timestamp(6) with time zone
);
