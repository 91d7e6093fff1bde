package org.gatehouse.core.webhook;

import org.gatehouse.core.refusal.Rule;

/** What can be wrong with a webhook. */
public final class WebhookRule extends Rule {
  public static final WebhookRule NONE =
      new WebhookRule("webhook.none", "There is no webhook. Set its address first.");
  public static final WebhookRule SECRET_INVALID =
      new WebhookRule(
          "webhook.secretInvalid",
          "A secret is whsec_ and the Base64 of 24 to 64 random bytes, as Standard Webhooks have it.");
  public static final WebhookRule SECRET_WITHOUT_ADDRESS =
      new WebhookRule("webhook.secretWithoutAddress", "There is no address that a secret is for.");
  public static final WebhookRule OVERLAP_TOO_LONG =
      new WebhookRule(
          "webhook.overlapTooLong", "The old secret can go on for %s days at the most.");

  private WebhookRule(String key, String sentence) {
    super(key, sentence);
  }
}
