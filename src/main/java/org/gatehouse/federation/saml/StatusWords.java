package org.gatehouse.federation.saml;

import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.opensaml.saml.saml2.core.Status;
import org.opensaml.saml.saml2.core.StatusCode;
import org.opensaml.saml.saml2.core.StatusMessage;

/** In a provider's own words why it says no (SAML Core 3.2.2.1 to 3.2.2.3). */
final class StatusWords {
  /** Deeper than anybody means it. */
  private static final int MOST_CODES = 8;

  private static final String USUAL = "urn:oasis:names:tc:SAML:2.0:status:";

  private StatusWords() {}

  /**
   * Its codes, from the general to the special, and what it says for people: {@code Responder /
   * NoAuthnContext: no suitable context}. Whoever shows it cuts it.
   */
  static String of(Status status) {
    String codes =
        Stream.iterate(status.getStatusCode(), Objects::nonNull, StatusCode::getStatusCode)
            .limit(MOST_CODES)
            .map(code -> String.valueOf(code.getValue()).strip())
            .map(code -> code.startsWith(USUAL) ? code.substring(USUAL.length()) : code)
            .collect(Collectors.joining(" / "));
    return Optional.ofNullable(status.getStatusMessage())
        .map(StatusMessage::getValue)
        .map(String::strip)
        .filter(message -> !message.isEmpty())
        .map(message -> codes + ": " + message)
        .orElse(codes);
  }
}
