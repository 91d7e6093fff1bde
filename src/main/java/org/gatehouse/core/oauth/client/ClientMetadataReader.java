package org.gatehouse.core.oauth.client;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.refusal.Rule;
import org.gatehouse.core.text.Json;
import org.gatehouse.core.text.Names;
import org.gatehouse.core.token.SigningAlgorithm;

/** Reads the metadata of a client: each member by its type, then those that depend on others. */
final class ClientMetadataReader {
  static final String CONSENT_NEVER = "never";
  static final String CONSENT_ONCE = "once";
  static final String CLAIMS_STANDARD = "standard";
  static final String CLAIMS_ELYTRON = "elytron";

  private static final int LONGEST_NAME = 100;
  private static final int MOST_ADDRESSES = 50;
  private static final int MOST_ROLES = 100;
  private static final int MOST_SCOPES = 50;
  private static final int LONGEST = 60_000;
  private static final int MOST_MAX_AGE = 90 * 24 * 3600;
  private static final int SHORTEST_ACCESS_TOKEN = 30;
  private static final int LONGEST_ACCESS_TOKEN = 24 * 3600;
  private static final int DEFAULT_ACCESS_TOKEN = 300;
  private static final String DEFAULT_SCOPE = "openid profile email groups";

  /** RFC 6749, 3.3. */
  private static final Pattern SCOPE = Pattern.compile("[\\x21\\x23-\\x5B\\x5D-\\x7E]{1,100}");

  /** What a role is called; also of a workspace: {@code corpinc/finance}. */
  private static final int LONGEST_ROLE = 200;

  private static final List<String> KNOWN =
      List.of(
          "client_name",
          "redirect_uris",
          "post_logout_redirect_uris",
          "backchannel_logout_uri",
          "backchannel_logout_session_required",
          "token_endpoint_auth_method",
          "grant_types",
          "response_types",
          "scope",
          "jwks",
          "jwks_uri",
          "logo_uri",
          "client_uri",
          "policy_uri",
          "tos_uri",
          "default_max_age",
          "require_auth_time",
          "id_token_signed_response_alg",
          "require_pkce",
          "require_pushed_authorization_requests",
          "consent",
          "roles",
          "access_token_lifetime",
          "dpop_bound_access_tokens",
          "audiences",
          "claims",
          "redirect_prefix");

  private final JsonObject said;
  private final JsonObjectBuilder read = Json.createObjectBuilder();

  ClientMetadataReader(JsonObject said) {
    this.said = said;
  }

  /** All members, in their order, with their defaults. */
  JsonObject read() {
    if (!KNOWN.containsAll(said.keySet())) {
      throw new InvalidInput(ClientRule.MEMBER_UNKNOWN, String.join(", ", KNOWN));
    }
    name();
    texts("redirect_uris", MOST_ADDRESSES, RedirectUris.LONGEST, List.of());
    texts("post_logout_redirect_uris", MOST_ADDRESSES, RedirectUris.LONGEST, List.of());
    address("backchannel_logout_uri");
    flag("backchannel_logout_session_required", false);
    word(
        "token_endpoint_auth_method",
        Stream.of(ClientAuthenticationMethod.values()).map(ClientAuthenticationMethod::value),
        ClientAuthenticationMethod.CLIENT_SECRET_BASIC.value());
    words(
        "grant_types",
        Stream.of(GrantType.values()).map(GrantType::value),
        GrantType.AUTHORIZATION_CODE.value());
    words("response_types", Stream.of("code"), "code");
    scope();
    jwks();
    Stream.of("jwks_uri", "logo_uri", "client_uri", "policy_uri", "tos_uri").forEach(this::address);
    number("default_max_age", 0, MOST_MAX_AGE, Optional.empty());
    flag("require_auth_time", false);
    word(
        "id_token_signed_response_alg",
        Stream.of(SigningAlgorithm.values()).map(SigningAlgorithm::name),
        SigningAlgorithm.RS256.name());
    flag("require_pkce", true);
    flag("require_pushed_authorization_requests", false);
    word("consent", Stream.of(CONSENT_NEVER, CONSENT_ONCE), CONSENT_NEVER);
    texts("roles", MOST_ROLES, LONGEST_ROLE, List.of());
    number(
        "access_token_lifetime",
        SHORTEST_ACCESS_TOKEN,
        LONGEST_ACCESS_TOKEN,
        Optional.of(DEFAULT_ACCESS_TOKEN));
    flag("dpop_bound_access_tokens", false);
    texts("audiences", MOST_ADDRESSES, RedirectUris.LONGEST, List.of());
    word("claims", Stream.of(CLAIMS_STANDARD, CLAIMS_ELYTRON), CLAIMS_STANDARD);
    flag("redirect_prefix", false);
    JsonObject complete = read.build();
    requireThatItFits(complete);
    return complete;
  }

  private static void requireThatItFits(JsonObject complete) {
    ClientMetadata client = new ClientMetadata(complete);
    boolean isPublic = client.isPublic();
    requireRedirectUris(complete, isPublic);
    require(
        !client.may(GrantType.AUTHORIZATION_CODE)
            || !complete.getJsonArray("redirect_uris").isEmpty(),
        ClientRule.REDIRECT_URI_MISSING);
    require(
        !isPublic || (client.requiresPkce() && !client.may(GrantType.CLIENT_CREDENTIALS)),
        ClientRule.PUBLIC_CLIENT);
    boolean byKey = client.authenticationMethod() == ClientAuthenticationMethod.PRIVATE_KEY_JWT;
    long keys = Stream.of(client.jwks(), client.jwksUri()).filter(Optional::isPresent).count();
    require(keys == 1 || (keys == 0 && !byKey), ClientRule.KEYS_MISSING);
    if (complete.toString().length() > LONGEST) {
      throw new InvalidInput(ClientRule.TOO_LONG, LONGEST);
    }
  }

  private static void requireRedirectUris(JsonObject complete, boolean isPublic) {
    Stream.of("redirect_uris", "post_logout_redirect_uris")
        .flatMap(name -> complete.getJsonArray(name).getValuesAs(JsonString::getString).stream())
        .forEach(
            uri ->
                require(
                    RedirectUris.canBeRegistered(uri, isPublic), ClientRule.REDIRECT_URI_INVALID));
    require(
        !complete.getBoolean("redirect_prefix")
            || complete.getJsonArray("redirect_uris").getValuesAs(JsonString::getString).stream()
                .allMatch(RedirectUris::canBePrefix),
        ClientRule.PREFIX_WITH_QUERY);
  }

  private void name() {
    String name =
        text("client_name")
            .flatMap(typed -> Names.prepare(typed, LONGEST_NAME))
            .orElseThrow(() -> new InvalidInput(ClientRule.NAME_INVALID));
    read.add("client_name", name);
  }

  private void scope() {
    List<String> words =
        Stream.of(text("scope").orElse(DEFAULT_SCOPE).strip().split(" +")).distinct().toList();
    require(
        words.size() <= MOST_SCOPES
            && words.stream().allMatch(word -> SCOPE.matcher(word).matches()),
        ClientRule.SCOPE_INVALID);
    read.add("scope", String.join(" ", words));
  }

  private void jwks() {
    JsonValue keys = value("jwks");
    if (keys != JsonValue.NULL) {
      require(
          keys instanceof JsonObject && ClientKeys.areAcceptable(keys.toString()),
          ClientRule.KEYS_INVALID);
    }
    read.add("jwks", keys);
  }

  private void address(String name) {
    Optional<String> address = text(name);
    if (address.flatMap(RedirectUris::parse).filter(RedirectUris::isOfTheWeb).isEmpty()
        && address.isPresent()) {
      throw new InvalidInput(ClientRule.ADDRESS_INVALID, name);
    }
    address.ifPresentOrElse(text -> read.add(name, text), () -> read.addNull(name));
  }

  private void word(String name, Stream<String> possible, String otherwise) {
    Set<String> words = possible.collect(Collectors.toUnmodifiableSet());
    String word = text(name).orElse(otherwise);
    require(words.contains(word), name, oneOf(words));
    read.add(name, word);
  }

  private void words(String name, Stream<String> possible, String otherwise) {
    Set<String> words = possible.collect(Collectors.toUnmodifiableSet());
    List<String> given = list(name, words.size(), LONGEST_ROLE, List.of(otherwise));
    require(words.containsAll(given), name, "of " + oneOf(words));
    read.add(name, Json.createArrayBuilder(given));
  }

  private static String oneOf(Set<String> words) {
    return words.stream().sorted().collect(Collectors.joining(", "));
  }

  private void texts(String name, int most, int longest, List<String> otherwise) {
    read.add(name, Json.createArrayBuilder(list(name, most, longest, otherwise)));
  }

  private List<String> list(String name, int most, int longest, List<String> otherwise) {
    JsonValue value = value(name);
    if (value == JsonValue.NULL) {
      return otherwise;
    }
    boolean fits =
        value instanceof JsonArray array
            && array.stream()
                .allMatch(one -> one instanceof JsonString text && !text.getString().isBlank());
    require(fits, name, "a list of strings");
    List<String> texts =
        value.asJsonArray().getValuesAs(JsonString::getString).stream().distinct().toList();
    if (texts.size() > most) {
      throw new InvalidInput(ClientRule.LIST_TOO_LONG, name, most);
    }
    if (!texts.stream().allMatch(text -> text.length() <= longest)) {
      throw new InvalidInput(ClientRule.ENTRY_TOO_LONG, name, longest);
    }
    return texts;
  }

  private void flag(String name, boolean otherwise) {
    JsonValue value = value(name);
    require(
        value == JsonValue.NULL || value == JsonValue.TRUE || value == JsonValue.FALSE,
        name,
        "true or false");
    read.add(name, value == JsonValue.NULL ? otherwise : value == JsonValue.TRUE);
  }

  private void number(String name, int least, int most, Optional<Integer> otherwise) {
    JsonValue value = value(name);
    if (value == JsonValue.NULL) {
      otherwise.ifPresentOrElse(number -> read.add(name, number), () -> read.addNull(name));
      return;
    }
    boolean fits =
        value instanceof JsonNumber number
            // Before it is calculated with: 1e999999999 is a number too.
            && number.bigDecimalValue().compareTo(BigDecimal.valueOf(most)) <= 0
            && number.bigDecimalValue().compareTo(BigDecimal.valueOf(least)) >= 0
            && number.bigDecimalValue().stripTrailingZeros().scale() <= 0;
    if (!fits) {
      throw new InvalidInput(ClientRule.NUMBER_INVALID, name, least, most);
    }
    read.add(name, ((JsonNumber) value).intValue());
  }

  private Optional<String> text(String name) {
    JsonValue value = value(name);
    require(value == JsonValue.NULL || value instanceof JsonString, name, "a string");
    return value instanceof JsonString text ? Optional.of(text.getString()) : Optional.empty();
  }

  private JsonValue value(String name) {
    return said.getOrDefault(name, JsonValue.NULL);
  }

  private static void require(boolean fits, Rule rule) {
    if (!fits) {
      throw new InvalidInput(rule);
    }
  }

  private static void require(boolean fits, String name, String what) {
    if (!fits) {
      throw new InvalidInput(ClientRule.MEMBER_INVALID, name, what);
    }
  }
}
