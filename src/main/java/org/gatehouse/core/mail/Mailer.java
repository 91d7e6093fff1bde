package org.gatehouse.core.mail;

import java.time.Instant;
import java.util.UUID;

/** Brings an e-mail on its way. */
public interface Mailer {
  /**
   * Hands an e-mail over; who has taken it answers for it.
   *
   * @param id which e-mail
   * @param at when it was put into the outbox
   * @param message the whole of it (RFC 5322)
   * @throws NotDelivered if nobody took it
   */
  void send(UUID id, Instant at, String message) throws NotDelivered;
}
