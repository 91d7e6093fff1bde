-- The audit log is read from its newest entry back, by moment and id: of a workspace, about a person, by a person, or all of it.
-- Descending, as H2 reads no index backwards. Each but that of who did it takes the place of one that had no id.
create index if not exists audit_event_workspace_time on audit_event (workspace_id, occurred_at desc, id desc);
create index if not exists audit_event_user_time on audit_event (user_id, occurred_at desc, id desc);
create index if not exists audit_event_actor_time on audit_event (actor_id, occurred_at desc, id desc);
create index if not exists audit_event_time on audit_event (occurred_at desc, id desc);
drop index if exists audit_event_workspace;
drop index if exists audit_event_user;
drop index if exists audit_event_age;
