package org.gatehouse.core.administration;

import org.gatehouse.core.credential.apikey.MadeApiKey;
import org.gatehouse.core.user.User;

/**
 * A service account that was added.
 *
 * @param account which
 * @param key its first key, to be shown once
 */
public record AddedServiceAccount(User account, MadeApiKey key) {}
