-- How a person has chosen to see the pages, and in which language to get letters.
alter table user_account add column chosen_language varchar(35);
alter table user_account add column color_scheme varchar(10);
