package org.gatehouse.core.mail;

import java.time.Instant;
import java.util.UUID;

/** Brings a letter on its way. */
public interface Mailer {
  /**
   * Hands a letter over; who has taken it answers for it.
   *
   * @param id which letter
   * @param at when it was put into the outbox
   * @param message the whole of it (RFC 5322)
   * @throws NotDelivered if nobody took it
   */
  void send(UUID id, Instant at, String message) throws NotDelivered;
}
