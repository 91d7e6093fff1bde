package org.gatehouse.core.credential.recovery;

import java.util.UUID;

/**
 * Says that a recovery code was shown, and is good no longer. Fired as a CDI event in the
 * transaction of that.
 *
 * @param userId whose
 * @param left how many are left
 */
public record RecoveryCodeUsed(UUID userId, int left) {}
