package org.gatehouse.core.mail;

/** Brings letters on their way. */
public interface Mailer {
  /**
   * Sends, or keeps for sending; a letter is never silently dropped.
   *
   * @param mail what to send
   */
  void send(Mail mail);
}
