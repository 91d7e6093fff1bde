-- What is removed by its age is found by it.
create index login_session_idle on login_session (idle_until);
create index login_session_ended on login_session (ended_at);
create index api_key_revoked on api_key (revoked_at);
create index api_key_expiry on api_key (expires_at);
create index password_reset_created on password_reset (created_at);
create index outbox_failed on outbox (failed_at);
