package org.gatehouse.core.mail;

/**
 * How many e-mails are in the outbox, of as many as are looked at.
 *
 * @param waiting those that are to leave
 * @param failed those that were given up
 */
public record MailCounts(long waiting, long failed) {}
