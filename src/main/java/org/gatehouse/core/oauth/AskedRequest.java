package org.gatehouse.core.oauth;

import java.util.Set;
import org.gatehouse.core.oauth.client.KnownClient;

/**
 * An authorization request that waits for a person, as pages show it.
 *
 * @param client who has sent it
 * @param scopes what it is about
 * @param site the host that is told, by which people tell the client from another of the same name;
 *     empty where it is a program on their machines
 * @param anew whether it wants people to show now who they are, or how strongly they have
 * @param loginHint whom it expects; empty if it doesn't say
 */
public record AskedRequest(
    KnownClient client, Set<String> scopes, String site, boolean anew, String loginHint) {}
