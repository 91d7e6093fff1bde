-- With which program something was done, and what was changed: a JSON object, {"field": ["before", "after"]}.
alter table audit_event add column user_agent varchar(255) default '' not null;
alter table audit_event add column changes varchar(32000) default '' not null;
-- What identity providers say of their own refusals is longer.
alter table audit_event alter column detail set data type varchar(1000);
