package org.gatehouse.core.mail;

/**
 * A letter to one person. Fired as a CDI event by a use case; it leaves when the transaction around
 * it has succeeded.
 *
 * @param to the address
 * @param subject one line
 * @param text the body, plain text
 */
public record Mail(String to, String subject, String text) {}
