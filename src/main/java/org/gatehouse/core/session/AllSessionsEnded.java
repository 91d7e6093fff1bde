package org.gatehouse.core.session;

import java.util.UUID;

/**
 * Says that all sessions of a user were ended, or all but the one in which that was wanted: the
 * password is another, the user was deactivated, somebody has lost a device. Fired as a CDI event
 * in the transaction that ends them, so that what goes on without a session can end as well.
 *
 * @param userId which user
 */
public record AllSessionsEnded(UUID userId) {}
