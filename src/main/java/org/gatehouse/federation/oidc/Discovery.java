package org.gatehouse.federation.oidc;

import com.nimbusds.jose.JWSAlgorithm;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.gatehouse.core.fetch.WebAddress;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.settings.Settings;

/**
 * Learns from a provider's issuer where its endpoints are (OpenID Connect Discovery 1.0). Of the
 * configuration only what we use must be right.
 */
@Singleton
public class Discovery {
  /** Microsoft's addresses that stand for all tenants: their tokens name another issuer each. */
  private static final Pattern ANY_TENANT =
      Pattern.compile(
          "https://login\\.microsoftonline\\.[a-z]+/(common|organizations|consumers|\\{.*})(/.*)?",
          Pattern.CASE_INSENSITIVE);

  private static final String WELL_KNOWN = "/.well-known/openid-configuration";

  /** Where the configuration is, which many take for the issuer. */
  private static final Pattern CONFIGURATION =
      Pattern.compile("/\\.well-known(/(openid-configuration|oauth-authorization-server)?)?/*$");

  /** The same before the path of the issuer (RFC 8414, 3.1). */
  private static final Pattern BEFORE_PATH =
      Pattern.compile(
          "^(https?://[^/]+)/\\.well-known/(?:openid-configuration|oauth-authorization-server)"
              + "(?=/+[^/])");

  private final ProviderHttp http;
  private final boolean plainAllowed;

  @Inject
  Discovery(ProviderHttp http, Settings settings) {
    this(http, !settings.isSecure());
  }

  /**
   * @param plainAllowed whether a provider may be reached by plain http, because we are for this
   *     machine only
   */
  Discovery(ProviderHttp http, boolean plainAllowed) {
    this.http = http;
    this.plainAllowed = plainAllowed;
  }

  /**
   * Asks a provider, and tells what was understood. Its issuer may be written otherwise than it was
   * typed, as long as the configuration of both is at the same address.
   *
   * @param workspaceId on whose behalf
   * @param typed the issuer, or the address of its configuration, as an administrator has typed it
   * @throws InvalidInput saying what is wrong with the issuer, or with what it answers
   */
  public UnderstoodProvider understand(UUID workspaceId, String typed) {
    URI address = configuration(typed);
    JsonMembers said = ask(workspaceId, address);
    String issuer =
        said.text("issuer")
            .filter(named -> address(named).equals(Optional.of(address)))
            .orElseThrow(Discovery::another);
    return understood(issuer, said);
  }

  /**
   * The configuration of a provider, checked.
   *
   * @param workspaceId on whose behalf
   * @param issuer what the provider has called itself
   * @throws InvalidInput saying what is wrong with what it answers
   */
  UnderstoodProvider read(UUID workspaceId, String issuer) {
    JsonMembers said = ask(workspaceId, configuration(issuer));
    if (!said.text("issuer").equals(Optional.of(issuer))) {
      throw another();
    }
    return understood(issuer, said);
  }

  private static InvalidInput another() {
    return new InvalidInput(IssuerRule.OTHER);
  }

  private URI configuration(String typed) {
    if (ANY_TENANT.matcher(typed.strip()).matches()) {
      throw new InvalidInput(IssuerRule.ANY_TENANT);
    }
    return address(typed).orElseThrow(() -> new InvalidInput(IssuerRule.INVALID));
  }

  /** Where the configuration of an issuer is (OpenID Connect Discovery 1.0, 4). */
  private Optional<URI> address(String issuer) {
    return WebAddress.read(issuer)
        .map(WebAddress::uri)
        .filter(uri -> isAllowed(uri) && uri.getRawQuery() == null)
        .map(uri -> BEFORE_PATH.matcher(uri.toString()).replaceFirst("$1"))
        .map(base -> CONFIGURATION.matcher(base).replaceFirst(""))
        .map(base -> base.replaceFirst("/$", "") + WELL_KNOWN)
        .map(URI::create);
  }

  /** Whether an address is one that we would call or send a person to. */
  private boolean isAllowed(URI address) {
    return "https".equals(address.getScheme())
        || (plainAllowed && "http".equals(address.getScheme()));
  }

  private JsonMembers ask(UUID workspaceId, URI address) {
    return JsonMembers.read(http.document(workspaceId, address))
        .filter(said -> said.has("issuer"))
        .orElseThrow(() -> new InvalidInput(IssuerRule.UNREADABLE));
  }

  private UnderstoodProvider understood(String issuer, JsonMembers said) {
    List<String> algorithms = algorithms(said);
    List<String> methods =
        said.texts("token_endpoint_auth_methods_supported").orElse(List.of("client_secret_basic"));
    boolean basic = methods.contains("client_secret_basic");
    boolean code =
        said.texts("response_types_supported")
            .map(types -> types.stream().anyMatch(type -> type.strip().equals("code")))
            .orElse(true);
    if (!code || algorithms.isEmpty() || !(basic || methods.contains("client_secret_post"))) {
      throw new InvalidInput(IssuerRule.UNSUITABLE);
    }
    return new UnderstoodProvider(
        issuer(issuer),
        endpoint(said, "authorization_endpoint").orElseThrow(Discovery::endpoints),
        endpoint(said, "token_endpoint").orElseThrow(Discovery::endpoints),
        endpoint(said, "userinfo_endpoint"),
        endpoint(said, "jwks_uri").orElseThrow(Discovery::endpoints),
        // Without it people are logged out here alone: no reason to let nobody in.
        usable(said, "end_session_endpoint"),
        algorithms,
        said.isTrue("backchannel_logout_supported"),
        basic,
        said.isTrue("authorization_response_iss_parameter_supported"));
  }

  /**
   * What the provider calls itself, letter by letter.
   *
   * @throws InvalidInput if that is no address as it stands, though we could read it as one
   */
  private static URI issuer(String named) {
    try {
      return new URI(named);
    } catch (URISyntaxException e) {
      throw new InvalidInput(IssuerRule.NO_ADDRESS);
    }
  }

  /**
   * An endpoint, if the provider has it.
   *
   * @throws InvalidInput if it names one that we can't use: what is missed later is hard to find
   */
  private Optional<URI> endpoint(JsonMembers said, String name) {
    Optional<URI> endpoint = usable(said, name);
    if (endpoint.isEmpty() && said.has(name)) {
      throw endpoints();
    }
    return endpoint;
  }

  private Optional<URI> usable(JsonMembers said, String name) {
    return said.address(name).filter(this::isAllowed);
  }

  private static InvalidInput endpoints() {
    return new InvalidInput(IssuerRule.ENDPOINTS);
  }

  /** RS256 where nothing is said: each provider must offer it (OpenID Connect Discovery 1.0, 3). */
  private static List<String> algorithms(JsonMembers said) {
    return said
        .texts("id_token_signing_alg_values_supported")
        .orElse(List.of(JWSAlgorithm.RS256.getName()))
        .stream()
        .filter(name -> JwsAlgorithms.ACCEPTED.contains(JWSAlgorithm.parse(name)))
        .distinct()
        .sorted()
        .toList();
  }
}
