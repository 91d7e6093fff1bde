-- For whom the tokens of a device shall be (RFC 8707), parted by spaces; empty where that is Gatehouse itself.
alter table device_authorization add column resources varchar(1000) default '' not null;
