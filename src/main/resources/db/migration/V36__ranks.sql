-- The ranks of a person beside those of administrators: words, with spaces between.
alter table user_account add column ranks varchar(200) default '' not null;
