package org.gatehouse.core.oauth.token;

/**
 * What an ID token says that comes back to us.
 *
 * @param subject who had logged in
 * @param clientId at which client
 * @param sessionId in which session
 */
public record IdTokenHint(String subject, String clientId, String sessionId) {}
