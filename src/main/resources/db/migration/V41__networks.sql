-- From where a workspace lets its people and programs be, a network a line (RFC 4632); null: from everywhere.
alter table authentication_policy add column networks varchar(4000);
