package org.gatehouse.core.mail;

/** Told after the transaction that put a letter into the outbox: somebody may take it there. */
public record LetterPut() {}
