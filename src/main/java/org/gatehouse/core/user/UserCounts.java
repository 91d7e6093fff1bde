package org.gatehouse.core.user;

/**
 * How many people a workspace has.
 *
 * @param active who may log in
 * @param inactive who may not
 * @param unused who may, and never did
 * @param secondFactors who may, and have an authenticator app or a passkey
 * @param passkeys who may, and have a passkey
 */
public record UserCounts(
    long active, long inactive, long unused, long secondFactors, long passkeys) {}
