package org.gatehouse.ops;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.gatehouse.core.audit.AuditCondition;
import org.gatehouse.core.audit.delivery.DeliverAudit;
import org.gatehouse.core.audit.delivery.DeliveryCondition;
import org.gatehouse.core.mail.DeliverMail;
import org.gatehouse.core.mail.MailCondition;
import org.gatehouse.core.oauth.logout.DeliverLogouts;
import org.gatehouse.core.oauth.logout.LogoutCondition;
import org.gatehouse.core.provider.IdentityProviders;
import org.gatehouse.core.reset.ResetRequestWorker;
import org.gatehouse.federation.saml.key.SpKeys;
import org.jspecify.annotations.Nullable;

/**
 * Looks whether the database answers, and how the delivery of mail goes. Anybody may ask, as often
 * as they like: there is one look at a time, which all share, and nobody waits for long.
 */
@Singleton
public class Health {
  private static final Logger LOG = System.getLogger(Health.class.getName());
  private static final int LONGEST_WAIT_SECONDS = 3;

  private final ResetRequestWorker passwordResets;
  private final DeliverMail mails;
  private final DeliverLogouts logouts;
  private final AuditCondition audit;
  private final DeliverAudit deliveries;
  private final IdentityProviders providers;
  private final SpKeys samlKeys;
  private @Nullable CompletableFuture<Condition> look;

  @Resource private ManagedExecutorService executor;

  @Inject
  Health(
      ResetRequestWorker passwordResets,
      DeliverMail mails,
      DeliverLogouts logouts,
      AuditCondition audit,
      DeliverAudit deliveries,
      IdentityProviders providers,
      SpKeys samlKeys) {
    this.passwordResets = passwordResets;
    this.mails = mails;
    this.logouts = logouts;
    this.audit = audit;
    this.deliveries = deliveries;
    this.providers = providers;
    this.samlKeys = samlKeys;
  }

  /**
   * How it goes.
   *
   * @return nothing, if the database doesn't answer
   */
  public Optional<Condition> condition() {
    try {
      return Optional.of(look().get(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS));
    } catch (ExecutionException | TimeoutException e) {
      LOG.log(Level.DEBUG, "The database doesn't answer", e);
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private synchronized CompletableFuture<Condition> look() {
    if (look == null || look.isDone()) {
      look = CompletableFuture.supplyAsync(this::lookNow, executor);
    }
    return look;
  }

  private Condition lookNow() {
    // In this order: what was a request becomes an e-mail, and is not to be overlooked on the way.
    long requests = passwordResets.waiting();
    return new Condition(
        requests,
        mails.condition(),
        logouts.condition(),
        deliveries.condition(),
        auditCondition(),
        firstExpiry());
  }

  /** Nobody is kept from logging in because of it: it stands for itself. */
  private Optional<AuditCondition.Seen> auditCondition() {
    try {
      return Optional.of(audit.look());
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "How it goes with chaining the audit log can't be seen", e);
      return Optional.empty();
    }
  }

  private Optional<Instant> firstExpiry() {
    return providers
        .firstExpiry()
        // Ours matters where a provider looks at it.
        .map(theirs -> samlKeys.expiry().filter(theirs::isAfter).orElse(theirs));
  }

  /**
   * What was seen.
   *
   * @param requests for a new password that wait to become e-mails
   * @param mail how their delivery goes
   * @param logouts how it goes with telling applications of them
   * @param deliveries how it goes with bringing the audit log outside
   * @param audit how it goes with chaining the audit log; nothing if that can't be seen
   * @param firstExpiry when the first certificate or metadata expires that a login with a provider
   *     needs
   */
  public record Condition(
      long requests,
      MailCondition mail,
      LogoutCondition logouts,
      DeliveryCondition deliveries,
      Optional<AuditCondition.Seen> audit,
      Optional<Instant> firstExpiry) {}
}
