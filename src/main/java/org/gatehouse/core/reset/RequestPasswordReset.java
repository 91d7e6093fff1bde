package org.gatehouse.core.reset;

import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.UUID;
import org.gatehouse.core.guard.GuessGuard;
import org.gatehouse.core.mail.Templates;
import org.gatehouse.core.refusal.LimitExceeded;
import org.gatehouse.core.secret.Vault;
import org.gatehouse.core.session.Client;
import org.gatehouse.core.user.EmailAddress;

/**
 * Somebody has forgotten a password. Only notes that, whosever the address is: that takes as long
 * for every address, and what follows is done by {@link ResetRequestWorker} later.
 */
@Singleton
public class RequestPasswordReset {
  /** The purpose that requests are sealed for. */
  static final String PURPOSE = "password-reset-request";

  private final PasswordResets store;
  private final Templates templates;
  private final GuessGuard guard;
  private final Vault vault;
  private final Event<ResetRequested> requested;
  private final Clock clock;

  @Inject
  RequestPasswordReset(
      PasswordResets store,
      Templates templates,
      GuessGuard guard,
      Vault vault,
      Event<ResetRequested> requested,
      Clock clock) {
    this.store = store;
    this.templates = templates;
    this.guard = guard;
    this.vault = vault;
    this.requested = requested;
    this.clock = clock;
  }

  /**
   * Asks for a mail.
   *
   * @param email where it should go
   * @param client tells the language that the person likes best, if any
   * @throws LimitExceeded if too much was asked for, or failed, from that client's address
   */
  public void request(EmailAddress email, Client client) {
    // Never given back: whether it was somebody's address nobody must learn.
    guard.countFailure(client.address());
    UUID id = UUID.randomUUID();
    String language = templates.language(client.languages()).orElse("");
    String sealed = vault.seal(PURPOSE, id.toString(), email.value());
    store.add(new ResetRequest(id, sealed, language, client.address(), clock.instant()));
    requested.fire(new ResetRequested());
  }
}
