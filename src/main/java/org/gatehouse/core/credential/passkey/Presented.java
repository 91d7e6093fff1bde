package org.gatehouse.core.credential.passkey;

/**
 * A passkey whose signature was right, before it is used.
 *
 * @param passkey as it was when it was looked up
 * @param signCount how often it has signed, as its authenticator says now
 * @param backedUp whether it is on several devices now
 */
public record Presented(Passkey passkey, long signCount, boolean backedUp) {}
