package org.gatehouse.core.signon;

import java.time.Instant;
import java.util.Optional;

/**
 * How a provider calls the session in which somebody has just shown who they are, for logout both
 * ways.
 *
 * @param subject under which name it will say whose sessions end: the NameID's value, or {@code
 *     sub}
 * @param index what it calls the session: SAML's {@code SessionIndex}, OpenID Connect's {@code sid}
 * @param credential what it wants to see again when we end the session: the NameID as XML, or the
 *     ID token
 * @param endsAt when it ends at the latest ({@code SessionNotOnOrAfter}); ours ends with it
 */
public record ProviderSession(
    String subject, Optional<String> index, String credential, Optional<Instant> endsAt) {
  @Override
  public String toString() {
    return "ProviderSession[hidden]";
  }
}
