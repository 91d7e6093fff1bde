package org.gatehouse.core.signon;

/**
 * A login whose answer was verified and accepted, and that its browser hasn't come back for yet.
 *
 * @param signOn the login
 * @param answer what the provider said
 */
public record Arrival(SignOn signOn, Authenticated answer) {}
