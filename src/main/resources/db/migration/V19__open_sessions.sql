-- How many sessions of a user go on is counted at each login, however many have ended since yesterday. The index of users alone stays:
-- H2 has it for the foreign key, and takes no other.
create index login_session_open on login_session (user_id, ended_at);
