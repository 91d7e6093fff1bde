-- To which key a code is bound, and then the refresh token of a client without a secret: the thumbprint of the key
-- (RFC 9449, 5 and 10), or null where whoever has it may use it.
alter table oauth_grant add column key_thumbprint varchar(64);
