package org.gatehouse.core.mail;

import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.UUID;
import org.gatehouse.core.secret.Vault;

/**
 * Where use cases put e-mails. An e-mail is there when the transaction of the use case has
 * succeeded, and then leaves; or neither. It is written here and now: what waits is a finished
 * message, sealed, as there may be a link in it that lets somebody in.
 */
@Singleton
public class Outbox {
  /** The purpose for the {@link Vault}. */
  static final String PURPOSE = "letter";

  private final QueuedMails store;
  private final MailWriter writer;
  private final Vault vault;
  private final Event<MailQueued> events;
  private final Clock clock;

  @Inject
  Outbox(QueuedMails store, MailWriter writer, Vault vault, Event<MailQueued> events, Clock clock) {
    this.store = store;
    this.writer = writer;
    this.vault = vault;
    this.events = events;
    this.clock = clock;
  }

  /**
   * Puts an e-mail in, in the transaction of the caller, who must have one.
   *
   * @throws IllegalArgumentException if the e-mail lacks a value that its kind must have
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void put(Mail mail) {
    UUID id = UUID.randomUUID();
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    String message = writer.write(id, mail, now);
    String recipient = vault.fingerprint("recipient", mail.to().address().toLowerCase(Locale.ROOT));
    store.add(
        new QueuedMail(id, mail, recipient, vault.seal(PURPOSE, id.toString(), message), now));
    events.fire(new MailQueued());
  }
}
