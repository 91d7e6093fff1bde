package org.gatehouse.core.session;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * How, and when, the person of a session has shown who it is.
 *
 * @param methods by what; none if an identity provider or a key said who it is
 * @param at when all of it was shown last, UTC: {@code auth_time} of OpenID Connect; nothing if it
 *     wasn't shown to us, nor to a provider because we asked for it
 * @param byKey whether a key opened the session
 */
public record AuthenticationContext(
    Set<AuthenticationMethod> methods, Optional<Instant> at, boolean byKey) {}
