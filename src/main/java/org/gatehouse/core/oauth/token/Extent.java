package org.gatehouse.core.oauth.token;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How far an access token reaches.
 *
 * @param scopes what it is good for
 * @param audience for whom
 * @param key to which key it is bound, by its thumbprint (RFC 9449, 6.1); to none where anybody may
 *     use it who has it
 */
public record Extent(Set<String> scopes, List<String> audience, Optional<String> key) {}
