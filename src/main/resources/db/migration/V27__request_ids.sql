-- In which request something was done, by the name that its reply and the server's log have: empty where there was none.
alter table audit_event add column request_id varchar(64) default '' not null;
