package org.gatehouse.core.oauth.client;

import java.util.Optional;
import java.util.stream.Stream;

/** By what a client may get tokens (RFC 6749, 1.3), in the words of {@code grant_type}. */
public enum GrantType {
  /** RFC 6749, 4.1. */
  AUTHORIZATION_CODE("authorization_code"),
  /** RFC 6749, 6. */
  REFRESH_TOKEN("refresh_token"),
  /** RFC 6749, 4.4. */
  CLIENT_CREDENTIALS("client_credentials"),
  /** RFC 8628, 3.4. */
  DEVICE_CODE("urn:ietf:params:oauth:grant-type:device_code");

  private final String value;

  GrantType(String value) {
    this.value = value;
  }

  /** The word in requests. */
  public String value() {
    return value;
  }

  /**
   * The grant type of this name.
   *
   * @param value anything
   */
  public static Optional<GrantType> of(String value) {
    return Stream.of(values()).filter(type -> type.value.equals(value)).findFirst();
  }
}
