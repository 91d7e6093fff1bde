package org.gatehouse.core.oauth;

import org.gatehouse.core.oauth.client.GrantType;

/**
 * Tells that a client has got tokens.
 *
 * @param by by what
 */
public record TokensIssued(GrantType by) {}
