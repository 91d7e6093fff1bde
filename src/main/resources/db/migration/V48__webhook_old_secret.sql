-- Secrets of webhooks that sign no longer are looked for every hour.
create index audit_webhook_old_secret on audit_webhook (old_secret_until);
