-- Addresses counted as vouched for that nobody has vouched for.

-- Of people whom a provider has brought: the provider may not own its addresses, or may not have verified this one. The
-- next login decides anew.
update user_account set email_vouched = false where id in (
  select link.user_id from linked_identity link join identity_provider provider on provider.id = link.provider_id
  where link.provisioned = true and (provider.emails_owned = false or provider.protocol = 'oidc'));

-- Of those who have signed up a workspace: they have typed it themselves.
update user_account set email_vouched = false where created_at = (
  select min(first.created_at) from user_account first where first.workspace_id = user_account.workspace_id);
