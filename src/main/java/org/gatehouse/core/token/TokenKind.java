package org.gatehouse.core.token;

import com.nimbusds.jose.JOSEObjectType;
import java.util.Optional;
import java.util.stream.Stream;
import org.gatehouse.core.settings.Settings;
import org.jspecify.annotations.Nullable;

/**
 * What a token of ours is for. Each kind has a {@code typ} (RFC 8725, 3.11) and an audience of its
 * own, so that none is taken for another, here or by those who verify offline.
 */
public enum TokenKind {
  /** For programs, and the services that they call; MicroProfile JWT wants this {@code typ}. */
  ACCESS("JWT", true),

  /** For the login cookie, and nothing else. */
  LOGIN_COOKIE("gatehouse-login+jwt", true),

  /** For applications that are clients of ours, and the resources that they call (RFC 9068). */
  CLIENT_ACCESS("at+jwt", false),

  /**
   * Tells a client who has logged in (OpenID Connect Core 1.0, 2). Many clients want this {@code
   * typ}; what keeps it from being taken for an access token is its audience, a client.
   */
  ID("JWT", false),

  /** Tells a client that a login is over (OpenID Connect Back-Channel Logout 1.0, 2.4). */
  LOGOUT("logout+jwt", false);

  private static final String NOBODY_ELSE = "urn:gatehouse:login-cookie";

  private final String type;

  /** Whether it is a credential of a session here, at our own APIs and pages. */
  private final boolean ofSession;

  TokenKind(String type, boolean ofSession) {
    this.type = type;
    this.ofSession = ofSession;
  }

  /** The {@code typ} of its header. */
  JOSEObjectType type() {
    return new JOSEObjectType(type);
  }

  /** The {@code aud} of tokens of this kind, which is of a session. */
  String audience(Settings settings) {
    return this == ACCESS ? settings.audience() : NOBODY_ELSE;
  }

  /** The kind of session with this {@code typ}, if it is one of ours. */
  static Optional<TokenKind> ofSession(@Nullable JOSEObjectType type) {
    return Stream.of(values())
        .filter(kind -> kind.ofSession)
        .filter(kind -> kind.type().equals(type))
        .findFirst();
  }
}
