package org.gatehouse.core.credential.apikey;

import org.gatehouse.core.policy.AllowedNetworks;

/**
 * A key that somebody has shown, and that is good.
 *
 * @param key which
 * @param networks from where it may be used
 */
public record KnownApiKey(ApiKey key, AllowedNetworks networks) {}
