package org.gatehouse.core.credential.passkey;

import java.util.List;

/**
 * A passkey that an authenticator has just made.
 *
 * @param credentialId as the authenticator knows it, in URL-safe Base64
 * @param credentialData its attested credential data, in the same
 * @param signCount how often it has signed
 * @param backupEligible whether it may be on several devices
 * @param backedUp whether it is
 * @param transports how browsers reach the authenticator
 */
record NewPasskey(
    String credentialId,
    String credentialData,
    long signCount,
    boolean backupEligible,
    boolean backedUp,
    List<String> transports) {}
