-- What V9 has left: addresses that a provider brought and somebody who could not know counted as vouched for.

-- Of people of all providers, also of SAML providers whose addresses count as owned only since then; and of people whose
-- provider or link was removed since. The next login decides anew, or an administrator who types the address.
update user_account set email_vouched = false where email_vouched = true and (
  id in (select user_id from linked_identity where provisioned = true)
  or id in (select user_id from audit_event where type = 'user-add' and detail like 'provider%'));
