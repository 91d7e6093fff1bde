package org.gatehouse.core.oauth.grant;

import java.util.UUID;

/**
 * A login at a client that is over, as the session is.
 *
 * @param sessionId which session
 * @param userId whose
 * @param clientId at which client
 */
public record EndedLogin(UUID sessionId, UUID userId, UUID clientId) {}
