-- A user name may be as long as an e-mail address, which for many it is.
alter table user_account alter column name set data type varchar(254);
alter table user_account alter column name_key set data type varchar(254);

-- In which people and what workspaces define are looked for; SearchText makes it, and V15.1 makes it of what is there.
alter table user_account add column search_text varchar(2000) default '' not null;
alter table access_role add column search_text varchar(2000) default '' not null;
alter table datasource add column search_text varchar(2000) default '' not null;

-- How many logins have failed in a row, over all locks: a hundred lock for a day.
alter table login_throttle add column in_a_row integer default 0 not null;

-- From where a mail with which to choose a new password was asked for: nobody uses up what others may.
alter table password_reset add column asked_from varchar(64) default '' not null;
