package org.gatehouse.core.oauth.client;

import jakarta.json.JsonObjectBuilder;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.text.Json;
import org.jspecify.annotations.Nullable;

/**
 * What well-known products have to be registered with, so that nobody has to look it up: the
 * redirect URI that each makes of its own address, where people begin, and what else it can't do
 * otherwise. PKCE is off for those alone that send none, whatever they are told; where it has only
 * to be switched on, the pages say so.
 */
public enum ClientPreset {
  /**
   * {@code OpenIdAuthenticationMechanismDefinition}, and its {@code redirectURI} if nobody says
   * another. Soteria and Payara's connector send no PKCE.
   */
  JAKARTA_SECURITY("/Callback", Map.of("require_pkce", false)),
  /** It comes back to whatever address was asked for, and sends no PKCE. */
  WILDFLY(
      "/",
      Map.of(
          "require_pkce",
          false,
          "redirect_prefix",
          true,
          "claims",
          ClientMetadataReader.CLAIMS_ELYTRON)),
  /** {@code oauth2Login()} with a registration called {@code gatehouse}. */
  SPRING_BOOT("/login/oauth2/code/gatehouse", Map.of()),
  /** {@code auth.generic_oauth}. */
  GRAFANA("/login/generic_oauth", Map.of()),
  /**
   * An authentication source called {@code gatehouse}. Only its newest releases send PKCE, and
   * those are held to it all the same.
   */
  GITEA("/user/oauth2/gatehouse/callback", Map.of("require_pkce", false)),
  /** The plugin {@code oic-auth}. */
  JENKINS("/securityRealm/finishLogin", Map.of()),
  /** The OmniAuth provider {@code openid_connect}. */
  GITLAB("/users/auth/openid_connect/callback", Map.of()),
  /** {@code mod_auth_openidc}: any path will do; this one is in its instructions. */
  HTTPD("/secure/redirect_uri", Map.of()),
  /**
   * Behind nginx, Traefik, HAProxy or the like, which ask us; the application needs to know
   * nothing.
   */
  FORWARD_AUTH(
      ClientMetadata.FORWARD_AUTH_CALLBACK,
      Map.of("token_endpoint_auth_method", ClientAuthenticationMethod.NONE.value())),
  /** What can't keep a secret: a page's script, or a program on people's machines. */
  PUBLIC("", Map.of("token_endpoint_auth_method", ClientAuthenticationMethod.NONE.value())),
  /** Nobody logs in at it: it acts for itself (RFC 6749, 4.4). */
  PROGRAM(null, Map.of("grant_types", List.of(GrantType.CLIENT_CREDENTIALS.value()))),
  /** Nothing is known of it, so that the address is the redirect URI. */
  OTHER("", Map.of());

  private final Optional<String> path;

  @SuppressWarnings("ImmutableEnumChecker") // A map that nobody can change.
  private final Map<String, Object> members;

  /**
   * @param path what its redirect URI has behind the address; empty where the address is the
   *     redirect URI, null where there is none
   * @param members the rest of its metadata
   */
  ClientPreset(@Nullable String path, Map<String, Object> members) {
    this.path = Optional.ofNullable(path);
    this.members = members;
  }

  /**
   * What such an application is registered with.
   *
   * @param name what people know it by
   * @param address where it is, for example {@code https://wiki.example.com}, or its redirect URI
   * @throws InvalidInput if it can't be so
   */
  public ClientMetadata metadata(String name, String address) {
    JsonObjectBuilder said = Json.createObjectBuilder(members).add("client_name", name);
    path.filter(behind -> !address.isBlank())
        .ifPresent(behind -> addAddresses(said, address.strip(), behind));
    return ClientMetadata.of(said.build());
  }

  private static void addAddresses(JsonObjectBuilder said, String address, String path) {
    if (path.isEmpty()) {
      said.add("redirect_uris", Json.createArrayBuilder(List.of(address)));
      return;
    }
    if (RedirectUris.parse(address).filter(ClientPreset::isBase).isEmpty()) {
      throw new InvalidInput(ClientRule.BASE_INVALID);
    }
    String whole = address.replaceFirst("/+$", "");
    // Who knows the redirect URI already may give it as well.
    String base = whole.endsWith(path) ? whole.substring(0, whole.length() - path.length()) : whole;
    said.add("redirect_uris", Json.createArrayBuilder(List.of(root(base, path) + path)))
        .add("client_uri", base + "/");
  }

  /** A proxy knows its own paths at the root of a host, wherever the application begins there. */
  private static String root(String base, String path) {
    return path.equals(ClientMetadata.FORWARD_AUTH_CALLBACK)
        ? base.substring(0, base.length() - URI.create(base).getRawPath().length())
        : base;
  }

  private static boolean isBase(URI uri) {
    return RedirectUris.isOfTheWeb(uri)
        && uri.getRawQuery() == null
        && uri.getRawFragment() == null;
  }

  /** As forms write it, for example {@code spring-boot}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The preset of this word.
   *
   * @param word anything
   */
  public static Optional<ClientPreset> of(String word) {
    return Stream.of(values()).filter(preset -> preset.word().equals(word)).findFirst();
  }
}
