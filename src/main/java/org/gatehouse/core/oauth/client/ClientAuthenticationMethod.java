package org.gatehouse.core.oauth.client;

import java.util.Optional;
import java.util.stream.Stream;

/** How a client proves at the token endpoint that it is who it says (RFC 7591, 2). */
public enum ClientAuthenticationMethod {
  /** A secret by HTTP Basic (RFC 6749, 2.3.1); in the body is as good. */
  CLIENT_SECRET_BASIC("client_secret_basic"),
  /** A secret in the body; by HTTP Basic is as good. */
  CLIENT_SECRET_POST("client_secret_post"),
  /** A signed assertion (RFC 7523; OpenID Connect Core 1.0, 9). */
  PRIVATE_KEY_JWT("private_key_jwt"),
  /** Not at all: a public client, which can't keep a secret. */
  NONE("none");

  private final String value;

  ClientAuthenticationMethod(String value) {
    this.value = value;
  }

  /** The word in metadata. */
  public String value() {
    return value;
  }

  /** Whether a secret of ours is what it shows. */
  public boolean isBySecret() {
    return this == CLIENT_SECRET_BASIC || this == CLIENT_SECRET_POST;
  }

  /**
   * The method of this name.
   *
   * @param value anything
   */
  static Optional<ClientAuthenticationMethod> of(String value) {
    return Stream.of(values()).filter(method -> method.value.equals(value)).findFirst();
  }
}
