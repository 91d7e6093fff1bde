package org.gatehouse.federation.oidc;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a provider sends back by the browser (RFC 6749, 4.1.2). Anybody can have written it.
 *
 * @param code to be redeemed, if it went well
 * @param error what went wrong otherwise
 * @param words what it says about that, for people
 * @param issuer who says so (RFC 9207)
 */
record AuthorizationResponse(
    Optional<String> code, Optional<String> error, String words, Optional<String> issuer) {
  /** The parameters that are read. */
  static final List<String> PARAMETERS =
      List.of("state", "code", "error", "error_description", "error_uri", "iss");

  private static final int LONGEST = 4_096;

  /** The errors of RFC 6749 look so, and nothing else is repeated anywhere. */
  private static final Pattern ERROR = Pattern.compile("[a-z_]{1,25}");

  /**
   * Reads the parameters.
   *
   * @throws OidcRefused if one is there twice, or is longer than any of a provider's
   */
  static AuthorizationResponse of(Map<String, List<String>> parameters) {
    Optional<String> error = only(parameters, "error");
    String words =
        error
            .map(
                code ->
                    words(code, any(parameters, "error_description"), any(parameters, "error_uri")))
            .orElse("");
    return new AuthorizationResponse(
        only(parameters, "code"), error, words, only(parameters, "iss"));
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

  /** The first value of a parameter that decides nothing. */
  private static Optional<String> any(Map<String, List<String>> parameters, String name) {
    return parameters.getOrDefault(name, List.of()).stream().findFirst();
  }

  /** What a provider says of an error, as one text (RFC 6749, 4.1.2.1 and 5.2). */
  static String words(String error, Optional<String> description, Optional<String> uri) {
    return Stream.of(
            Optional.of(error),
            description.filter(text -> !text.isBlank()).map(text -> ": " + text.strip()),
            uri.filter(text -> !text.isBlank()).map(text -> " (" + text.strip() + ")"))
        .flatMap(Optional::stream)
        .collect(Collectors.joining());
  }

  /**
   * The code, if the provider that was asked sends one.
   *
   * @throws OidcRefused if it is another provider's answer, or none that one can go on with
   */
  String code(UnderstoodProvider provider) {
    boolean named = issuer.isPresent() || provider.namesIssuer();
    if (named && !issuer.equals(Optional.of(provider.issuer().toString()))) {
      throw new OidcRefused(OidcRefusal.WRONG_ISSUER, "iss");
    }
    if (error.isPresent()) {
      throw new OidcRefused(
          error.get().equals("access_denied")
              ? OidcRefusal.IDP_SAID_NO
              : OidcRefusal.PROVIDER_ERROR,
          known(error.get()),
          words);
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
