-- How many sessions of a user go on is counted at each login, however many have ended since yesterday.
create index login_session_open on login_session (user_id, ended_at);
drop index login_session_user;
