package org.gatehouse.core.mail;

/** Told after the transaction that put an e-mail into the outbox: somebody may take it there. */
public record MailQueued() {}
