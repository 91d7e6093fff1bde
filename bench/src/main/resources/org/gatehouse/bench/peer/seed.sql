-- Workspaces w0, w1 … and users u0, u1 … dealt out to them in turn; for H2 and PostgreSQL.
insert into workspace (id, uid, name, created_at)
  select ${uuid}, 'w' || (i - 1), 'w' || (i - 1), current_timestamp from generate_series(1, ${workspaces}) g(i);
insert into workspace_handle (handle, workspace_id)
  select uid, id from workspace where uid like 'w%';
insert into user_account (id, workspace_id, name, name_key, display_name, email, email_key, confirmed_email,
    confirmed_email_key, active, administrator, system_administrator, created_at, version, search_text)
  select ${uuid}, w.id, u.name, u.name, u.name, u.name || '@example.com', u.name || '@example.com', u.name || '@example.com',
    u.name || '@example.com', true, false, false, current_timestamp, 0, u.name || ' ' || u.name || '@example.com'
  from (select 'u' || (i - 1) as name, 'w' || mod(i - 1, ${workspaces}) as uid from generate_series(1, ${users}) g(i)) u
  join workspace w on w.uid = u.uid;
insert into password_credential (user_id, phc, initial, changed_at)
  select id, case when mod(cast(substring(name from 2) as integer), 2) = 0 then '${even}' else '${odd}' end, false, current_timestamp
  from user_account where name like 'u%';
insert into login_session (id, user_id, user_agent, address, remembered, created_at, last_seen_at, expires_at, idle_until, amr,
    authenticated_at)
  select ${uuid}, id, 'bench', '192.0.2.1', false, current_timestamp, current_timestamp, current_timestamp + interval '29' day,
    current_timestamp + interval '12' hour, 'pwd', current_timestamp
  from user_account cross join generate_series(1, 2) g(i) where name like 'u%';
insert into audit_event (id, occurred_at, type, outcome, workspace_id, user_id, address, detail)
  select ${uuid}, current_timestamp, 'login', 'ok', workspace_id, id, '192.0.2.1', ''
  from user_account cross join generate_series(1, 3) g(i) where name like 'u%';
analyze;
