package org.gatehouse.federation.saml;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a query or a form, each at most once, as they were sent: signatures are of that
 * (SAML Bindings 3.4.4.1).
 */
final class SamlParameters {
  private final Map<String, String> raw = new HashMap<>();

  /**
   * @param encoded {@code a=b&c=d}
   * @throws SamlRefused if it has a parameter of SAML twice, or asks to fetch a message
   */
  SamlParameters(@Nullable String encoded) {
    for (String pair : (encoded == null ? "" : encoded).split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0 && raw.put(pair.substring(0, equals), pair.substring(equals + 1)) != null) {
        throw new SamlRefused(SamlRefusal.MALFORMED, "a parameter twice");
      }
    }
    if (raw.containsKey("SAMLart")) {
      throw new SamlRefused(SamlRefusal.ARTIFACT);
    }
  }

  /** A parameter as it was sent. */
  Optional<String> raw(String name) {
    return Optional.ofNullable(raw.get(name));
  }

  /** A parameter. */
  Optional<String> value(String name) {
    return raw(name).map(SamlParameters::decode);
  }

  /** Which parameter has the message. */
  String kind() {
    boolean request = raw.containsKey("SAMLRequest");
    if (request == raw.containsKey("SAMLResponse")) {
      throw new SamlRefused(SamlRefusal.MALFORMED, "not one message");
    }
    return request ? "SAMLRequest" : "SAMLResponse";
  }

  /** The message, as it was encoded for the binding. */
  String message() {
    return value(kind()).orElseThrow();
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new SamlRefused(SamlRefusal.MALFORMED, "percent");
    }
  }
}
