package org.gatehouse.core.signon;

import org.gatehouse.core.provider.ExternalIdentity;

/**
 * That an identity provider has said who somebody is, in an answer that was verified.
 *
 * @param identity who
 * @param session in which session of the provider
 */
public record Authenticated(ExternalIdentity identity, ProviderSession session) {}
