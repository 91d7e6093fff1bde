package org.gatehouse.core.webhook;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.gatehouse.core.audit.delivery.AuditDelivery;
import org.gatehouse.core.audit.delivery.DeliverAudit;
import org.gatehouse.core.audit.delivery.DeliveryKind;
import org.gatehouse.core.fetch.Fetch;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.secret.Vault;

/** The webhooks of all workspaces: each has one, or none. */
@Singleton
@Transactional
public class AuditWebhooks {
  /** The secret before may sign for so long. */
  public static final Duration LONGEST_OVERLAP = Duration.ofDays(30);

  private static final String SECRET = "webhook-secret";
  private static final String OLD_SECRET = "webhook-old-secret";

  private final AuditWebhookRows rows;
  private final DeliverAudit deliveries;
  private final Fetch fetch;
  private final Vault vault;
  private final SecureRandom random;
  private final Clock clock;

  @Inject
  AuditWebhooks(
      AuditWebhookRows rows,
      DeliverAudit deliveries,
      Fetch fetch,
      Vault vault,
      SecureRandom random,
      Clock clock) {
    this.rows = rows;
    this.deliveries = deliveries;
    this.fetch = fetch;
    this.vault = vault;
    this.random = random;
    this.clock = clock;
  }

  /** What a workspace wants; {@link WebhookSettings#NONE} where it has said nothing. */
  public WebhookSettings settings(UUID workspaceId) {
    return rows.find(workspaceId).map(AuditWebhook::settings).orElse(WebhookSettings.NONE);
  }

  /** How it goes; nothing where there is none. */
  public Optional<WebhookState> state(UUID workspaceId) {
    return rows.find(workspaceId)
        .flatMap(
            webhook -> deliveries.state(workspaceId).map(delivery -> state(webhook, delivery)));
  }

  private WebhookState state(AuditWebhook webhook, AuditDelivery delivery) {
    WebhookSettings settings = webhook.settings();
    return new WebhookState(
        delivery.deliveredAt(),
        delivery.failedAt(),
        delivery.lastError(),
        delivery.failingSince(),
        delivery.stoppedAt(),
        webhook.oldSecretUntil(clock.instant()),
        deliveries.waiting(DeliveryKind.WEBHOOK, delivery, settings::want));
  }

  /** Whether a webhook signs by this secret. */
  public boolean has(UUID workspaceId, WebhookSecret secret) {
    return rows.find(workspaceId).map(this::secret).filter(secret::equals).isPresent();
  }

  /**
   * Sets where a workspace wants its log, in a transaction in which nobody else does. What comes
   * from now on is sent there; where there was an address before, what hasn't come there, too.
   *
   * @param secret by which it is signed, where it is new; one is made where there is none
   * @return the secret that was made, if one was
   * @throws InvalidInput if this server may not call the address
   */
  public Optional<WebhookSecret> set(
      UUID workspaceId, WebhookSettings settings, Optional<WebhookSecret> secret) {
    Optional<AuditWebhook> present = rows.find(workspaceId);
    if (settings.address().isEmpty()) {
      if (secret.isPresent()) {
        throw new InvalidInput(WebhookRule.SECRET_WITHOUT_ADDRESS);
      }
      present.ifPresent(
          webhook -> {
            rows.remove(webhook);
            deliveries.end(workspaceId);
          });
      return Optional.empty();
    }
    URI address = settings.address().get();
    fetch.check(address);
    if (present.isPresent()) {
      boolean moved = !present.get().address().equals(address);
      present.get().set(address, settings);
      if (moved) {
        deliveries.resume(workspaceId);
      }
      return Optional.empty();
    }
    WebhookSecret first = secret.orElseGet(() -> WebhookSecret.make(random));
    rows.add(new AuditWebhook(workspaceId, address, settings, seal(SECRET, workspaceId, first)));
    deliveries.begin(DeliveryKind.WEBHOOK, workspaceId);
    return secret.isPresent() ? Optional.empty() : Optional.of(first);
  }

  /**
   * Signs by another secret from now on, and by the one before for a while.
   *
   * @param given which; one is made if it is nothing
   * @param overlap for how long
   * @return the secret; nothing if there is no webhook
   * @throws InvalidInput if that is too long
   */
  public Optional<WebhookSecret> replaceSecret(
      UUID workspaceId, Optional<WebhookSecret> given, Duration overlap) {
    if (overlap.compareTo(LONGEST_OVERLAP) > 0) {
      throw new InvalidInput(WebhookRule.OVERLAP_TOO_LONG, LONGEST_OVERLAP.toDays());
    }
    return rows.find(workspaceId)
        .map(
            webhook -> {
              WebhookSecret next = given.orElseGet(() -> WebhookSecret.make(random));
              webhook.replaceSecret(
                  seal(SECRET, workspaceId, next),
                  seal(OLD_SECRET, workspaceId, secret(webhook)),
                  now().plus(overlap));
              return next;
            });
  }

  /** Sends on at once; answers whether it had been given up. */
  public boolean resume(UUID workspaceId) {
    boolean wasStopped =
        deliveries.state(workspaceId).flatMap(AuditDelivery::stoppedAt).isPresent();
    deliveries.resume(workspaceId);
    return wasStopped;
  }

  /** Forgets secrets that sign no longer; answers how many. */
  public int removeOldSecrets() {
    return rows.removeOldSecrets(now());
  }

  /** What a message needs; nothing where there is no webhook. */
  Optional<WebhookTarget> target(UUID workspaceId) {
    return rows.find(workspaceId)
        .map(
            webhook ->
                new WebhookTarget(
                    workspaceId,
                    webhook.address(),
                    webhook.settings(),
                    Stream.concat(
                            Stream.of(secret(webhook)),
                            webhook
                                .sealedOldSecret(clock.instant())
                                .map(hidden -> open(OLD_SECRET, workspaceId, hidden))
                                .stream())
                        .toList()));
  }

  private WebhookSecret secret(AuditWebhook webhook) {
    return open(SECRET, webhook.workspaceId(), webhook.sealedSecret());
  }

  private String seal(String purpose, UUID workspaceId, WebhookSecret secret) {
    return vault.seal(purpose, workspaceId.toString(), secret.text());
  }

  private WebhookSecret open(String purpose, UUID workspaceId, String sealed) {
    return new WebhookSecret(vault.open(purpose, workspaceId.toString(), sealed));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
