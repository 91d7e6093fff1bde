package org.gatehouse.federation.saml;

import java.util.Optional;

/** A message about a logout as it came, by whatever binding. */
final class LogoutMessage {
  private static final int LONGEST_STATE = 1_000;

  private final byte[] xml;
  private final String relayState;
  private final Optional<RedirectSignature> signed;

  /**
   * @param relayState what its answer must bring back; empty for nothing
   * @param signed how it is signed in the address; nothing if it came in a form, where it is signed
   *     itself
   */
  LogoutMessage(byte[] xml, String relayState, Optional<RedirectSignature> signed) {
    this.xml = xml.clone();
    this.relayState = relayState;
    this.signed = signed;
  }

  /** The message. */
  byte[] xml() {
    return xml.clone();
  }

  /** What its answer must bring back; empty for nothing. */
  String relayState() {
    return relayState;
  }

  /** How it is signed in the address, if it came in one. */
  Optional<RedirectSignature> signed() {
    return signed;
  }

  /** The one in a form that was posted. */
  static LogoutMessage ofForm(SamlParameters form) {
    return new LogoutMessage(
        Encoded.ofForm(form.message()), state(form.value("RelayState")), Optional.empty());
  }

  /** The one in the query of an address. */
  static LogoutMessage ofAddress(SamlParameters query) {
    boolean deflated =
        query
            .value("SAMLEncoding")
            .filter(
                encoding ->
                    !encoding.equals("urn:oasis:names:tc:SAML:2.0:bindings:URL-Encoding:DEFLATE"))
            .isEmpty();
    if (!deflated) {
      throw new SamlRefused(SamlRefusal.MALFORMED, "encoding");
    }
    return new LogoutMessage(
        Encoded.ofAddress(query.message()),
        state(query.value("RelayState")),
        Optional.of(RedirectSignature.of(query)));
  }

  private static String state(Optional<String> given) {
    return given.filter(text -> text.length() <= LONGEST_STATE).orElse("");
  }
}
