package org.gatehouse.oauth;

import jakarta.json.JsonObjectBuilder;
import java.util.Set;

/** What a token is good for, as replies have it (RFC 6749, 3.3 and 5.1). */
final class Scopes {
  private Scopes() {}

  /** Adds them; none is told by no member. */
  static JsonObjectBuilder addTo(JsonObjectBuilder reply, Set<String> scopes) {
    return scopes.isEmpty()
        ? reply
        : reply.add("scope", String.join(" ", scopes.stream().sorted().toList()));
  }
}
