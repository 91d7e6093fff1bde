package org.gatehouse.core.oauth.client;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.text.Json;
import org.gatehouse.core.token.SigningAlgorithm;

/**
 * What is known of a client, in the words of RFC 7591, 2 and OpenID Connect Dynamic Client
 * Registration 1.0, 2, and a few of our own: {@code require_pkce}, {@code consent}, {@code roles},
 * {@code access_token_lifetime}, {@code audiences}, {@code claims}, {@code redirect_prefix}. It is
 * always complete and in order: {@link ClientMetadataReader} has looked at it.
 */
public final class ClientMetadata {
  /**
   * The path of the redirect URI of an application behind a reverse proxy: the proxy passes it on
   * to us, and that is how we know that we are the client ourselves.
   */
  public static final String FORWARD_AUTH_CALLBACK = "/.gatehouse/callback";

  private final JsonObject json;

  ClientMetadata(JsonObject complete) {
    this.json = complete;
  }

  /**
   * Reads what somebody says of a client; what isn't said gets its default.
   *
   * @throws InvalidInput if it can't be one
   */
  public static ClientMetadata of(JsonObject said) {
    return new ClientMetadata(new ClientMetadataReader(said).read());
  }

  /** Reads what was stored. */
  static ClientMetadata parse(String stored) {
    return new ClientMetadata(Json.createReader(new StringReader(stored)).readObject());
  }

  /**
   * The same with some members changed (RFC 7396); one that is null gets its default.
   *
   * @throws InvalidInput if it can't be a client then
   */
  public ClientMetadata with(JsonObject changes) {
    return of(Json.createMergePatch(changes).apply(json).asJsonObject());
  }

  /** All of it, by name. */
  public JsonObject json() {
    return json;
  }

  /** What people know it by. */
  public String name() {
    return json.getString("client_name");
  }

  /** Where people may be sent after a login. */
  public RedirectUris redirectUris() {
    return new RedirectUris(texts("redirect_uris"), json.getBoolean("redirect_prefix"));
  }

  /** Where people may be sent after a logout: these very addresses. */
  public List<String> postLogoutRedirectUris() {
    return texts("post_logout_redirect_uris");
  }

  /** Where people begin to use it. */
  public Optional<URI> clientUri() {
    return text("client_uri").map(URI::create);
  }

  /** What it promises about what it is told of people. */
  public Optional<URI> policyUri() {
    return text("policy_uri").map(URI::create);
  }

  /** Its picture. */
  public Optional<URI> logoUri() {
    return text("logo_uri").map(URI::create);
  }

  /** Where it wants to hear of logouts (OpenID Connect Back-Channel Logout 1.0). */
  public Optional<URI> backchannelLogoutUri() {
    return text("backchannel_logout_uri").map(URI::create);
  }

  /** How it proves that it is who it says. */
  public ClientAuthenticationMethod authenticationMethod() {
    return ClientAuthenticationMethod.of(json.getString("token_endpoint_auth_method"))
        .orElseThrow();
  }

  /** Whether it can't keep a secret. */
  public boolean isPublic() {
    return authenticationMethod() == ClientAuthenticationMethod.NONE;
  }

  /** Whether it may get tokens so. */
  public boolean may(GrantType type) {
    return texts("grant_types").contains(type.value());
  }

  /** Whether people log in at it, or it acts for itself alone. */
  public boolean servesPeople() {
    return may(GrantType.AUTHORIZATION_CODE) || may(GrantType.DEVICE_CODE);
  }

  /** The scopes that it may ask for. */
  public Set<String> scopes() {
    return Set.of(json.getString("scope").split(" "));
  }

  /** Its public keys as a JWK set, where it says them itself. */
  public Optional<JsonObject> jwks() {
    return json.get("jwks") instanceof JsonObject keys ? Optional.of(keys) : Optional.empty();
  }

  /** Where its public keys are. */
  public Optional<URI> jwksUri() {
    return text("jwks_uri").map(URI::create);
  }

  /** How long ago a login may be, where the request doesn't say. */
  public Optional<Duration> defaultMaxAge() {
    return json.get("default_max_age") instanceof JsonNumber seconds
        ? Optional.of(Duration.ofSeconds(seconds.longValue()))
        : Optional.empty();
  }

  /** Whether ID tokens must say when the person has logged in. */
  public boolean requiresAuthTime() {
    return json.getBoolean("require_auth_time");
  }

  /** By what the tokens are signed that tell it of logins and logouts. */
  public SigningAlgorithm idTokenAlgorithm() {
    return SigningAlgorithm.valueOf(json.getString("id_token_signed_response_alg"));
  }

  /** Whether it must use PKCE (RFC 7636). */
  public boolean requiresPkce() {
    return json.getBoolean("require_pkce");
  }

  /** Whether its requests have to come from itself, and not by a browser (RFC 9126, 6). */
  public boolean requiresPushedRequests() {
    return json.getBoolean("require_pushed_authorization_requests", false);
  }

  /** Whether people are asked before it learns of them. */
  public boolean asksForConsent() {
    return ClientMetadataReader.CONSENT_ONCE.equals(json.getString("consent"));
  }

  /** The roles of which one is needed to use it; none where everybody may. */
  public Set<String> roles() {
    return Set.copyOf(texts("roles"));
  }

  /** How long its access tokens are good. */
  public Duration accessTokenLifetime() {
    return Duration.ofSeconds(json.getInt("access_token_lifetime"));
  }

  /** The resources for which it may get access tokens (RFC 8707). */
  public List<String> audiences() {
    return texts("audiences");
  }

  /** Whether its access tokens must be bound to a key (RFC 9449, 5.2). */
  public boolean mustBindAccessTokens() {
    // Clients that were registered before there was such a member haven't got it.
    return json.getBoolean("dpop_bound_access_tokens", false);
  }

  /** Whether its tokens have what elytron-oidc-client looks for. */
  public boolean hasElytronClaims() {
    return ClientMetadataReader.CLAIMS_ELYTRON.equals(json.getString("claims"));
  }

  /**
   * Where people come back to whose requests go through a reverse proxy that asks us: none where
   * nobody can log in without the application's own help.
   */
  public List<URI> forwardAuthCallbacks() {
    return may(GrantType.AUTHORIZATION_CODE) && !requiresPushedRequests()
        ? texts("redirect_uris").stream()
            .map(URI::create)
            .filter(RedirectUris::isOfTheWeb)
            .filter(uri -> FORWARD_AUTH_CALLBACK.equals(uri.getRawPath()))
            .filter(uri -> uri.getRawQuery() == null)
            .toList()
        : List.of();
  }

  /** The origins of its pages (RFC 6454): a browser's scripts may call us from there. */
  public Set<String> origins() {
    return Stream.of("redirect_uris", "post_logout_redirect_uris")
        .flatMap(name -> texts(name).stream())
        .map(URI::create)
        .filter(RedirectUris::isOfTheWeb)
        .map(uri -> uri.getScheme() + "://" + uri.getRawAuthority())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The host of its pages, by which people tell it from another of the same name. */
  public Optional<String> site() {
    return origins().stream().sorted().findFirst().map(origin -> URI.create(origin).getHost());
  }

  /** All of it as the audit log keeps it. */
  public Map<String, Object> settings() {
    Map<String, Object> settings = new TreeMap<>();
    json.forEach((name, value) -> settings.put(name, plain(value)));
    return settings;
  }

  private static Object plain(JsonValue value) {
    if (value instanceof JsonString text) {
      return text.getString();
    }
    return value instanceof JsonArray list
        ? list.stream().map(ClientMetadata::plain).toList()
        : value.toString();
  }

  private Optional<String> text(String name) {
    return json.get(name) instanceof JsonString text
        ? Optional.of(text.getString())
        : Optional.empty();
  }

  private List<String> texts(String name) {
    return json.getJsonArray(name).getValuesAs(JsonString::getString);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ClientMetadata metadata && metadata.json.equals(json);
  }

  @Override
  public int hashCode() {
    return json.hashCode();
  }

  @Override
  public String toString() {
    return json.toString();
  }
}
