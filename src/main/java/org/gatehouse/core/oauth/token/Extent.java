package org.gatehouse.core.oauth.token;

import java.util.List;
import java.util.Set;

/**
 * How far an access token reaches.
 *
 * @param scopes what it is good for
 * @param audience for whom
 */
public record Extent(Set<String> scopes, List<String> audience) {}
