package org.gatehouse.federation.oidc;

import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a provider sends back by the browser (RFC 6749, 4.1.2). Anybody can have written it.
 *
 * @param code to be redeemed, if it went well
 * @param error what went wrong otherwise
 * @param issuer who says so (RFC 9207)
 */
record Answer(Optional<String> code, Optional<String> error, Optional<String> issuer) {
  private static final int LONGEST = 4_096;

  /** The errors of RFC 6749 look so, and nothing else is repeated anywhere. */
  private static final Pattern ERROR = Pattern.compile("[a-z_]{1,25}");

  /**
   * Reads the parameters.
   *
   * @throws OidcRefused if one is there twice, or is longer than any of a provider's
   */
  static Answer of(Map<String, List<String>> parameters) {
    return new Answer(only(parameters, "code"), only(parameters, "error"), only(parameters, "iss"));
  }

  /**
   * The one value of a parameter.
   *
   * @throws OidcRefused if there are several (RFC 6749, 3.1)
   */
  static Optional<String> only(Map<String, List<String>> parameters, String name) {
    List<String> values = parameters.getOrDefault(name, List.of());
    if (values.size() > 1 || values.stream().anyMatch(value -> value.length() > LONGEST)) {
      throw new OidcRefused(OidcRefusal.MALFORMED, name);
    }
    return values.stream().filter(value -> !value.isEmpty()).findFirst();
  }

  /**
   * The code, if the provider that was asked sends one.
   *
   * @throws OidcRefused if it is another provider's answer, or none that one can go on with
   */
  String code(OIDCProviderMetadata metadata) {
    boolean named = issuer.isPresent() || metadata.supportsAuthorizationResponseIssuerParam();
    if (named && !issuer.equals(Optional.of(metadata.getIssuer().getValue()))) {
      throw new OidcRefused(OidcRefusal.WRONG_ISSUER, "iss");
    }
    if (error.isPresent()) {
      throw new OidcRefused(
          error.get().equals("access_denied")
              ? OidcRefusal.IDP_SAID_NO
              : OidcRefusal.PROVIDER_ERROR,
          known(error.get()));
    }
    return code.orElseThrow(() -> new OidcRefused(OidcRefusal.MALFORMED, "code"));
  }

  /** An error as far as it can be repeated. */
  static String known(String error) {
    return ERROR.matcher(error).matches() ? error : "";
  }

  @Override
  public String toString() {
    return "Answer[hidden]";
  }
}
