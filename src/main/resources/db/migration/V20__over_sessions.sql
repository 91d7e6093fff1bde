-- One moment says when a session is over unless it is used before, so that one index finds all that are; each index is written at each login.
-- It is no later than the session expires or was ended.
update login_session set idle_until = least(idle_until, expires_at, coalesce(ended_at, expires_at))
  where idle_until > expires_at or idle_until > ended_at;
drop index login_session_expiry;
drop index login_session_ended;
