package org.gatehouse.oauth;

import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.gatehouse.core.oauth.claims.StandardScope;
import org.gatehouse.core.oauth.client.ClientAssertions;
import org.gatehouse.core.oauth.client.ClientAuthenticationMethod;
import org.gatehouse.core.oauth.client.GrantType;
import org.gatehouse.core.oauth.issuer.Issuer;
import org.gatehouse.core.oauth.issuer.Issuers;
import org.gatehouse.core.oauth.proof.KeyProofs;
import org.gatehouse.core.session.AuthenticationContext;
import org.gatehouse.core.settings.Settings;
import org.gatehouse.core.text.Json;
import org.gatehouse.core.token.SigningAlgorithm;
import org.gatehouse.http.ReadOnlyServlet;
import org.gatehouse.http.Requests;
import org.gatehouse.http.browser.PageLanguages;

/**
 * Where the endpoints of an issuer are and what they know: below each issuer at {@code
 * /.well-known/openid-configuration} (OpenID Connect Discovery 1.0, 4), and where RFC 8414 has it,
 * {@code /.well-known/oauth-authorization-server} with the path of the issuer after it.
 */
public class MetadataServlet extends ReadOnlyServlet {
  private static final long serialVersionUID = 1L;

  private static final String OAUTH = "/.well-known/oauth-authorization-server";
  private static final String OPENID = "/.well-known/openid-configuration";

  @Inject private transient Issuers issuers;
  @Inject private transient Settings settings;
  @Inject private transient PageLanguages languages;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Optional<Issuer> issuer = issuerPath(Requests.path(request)).flatMap(issuers::below);
    if (issuer.isEmpty()) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    publish(request, response, "application/json", metadata(issuer.get()));
  }

  private static Optional<String> issuerPath(String path) {
    if (path.startsWith(OAUTH)) {
      return Optional.of(path.substring(OAUTH.length()));
    }
    return path.endsWith(OPENID)
        ? Optional.of(path.substring(0, path.length() - OPENID.length()))
        : Optional.empty();
  }

  private String metadata(Issuer issuer) {
    String root = settings.publicUrl().toString();
    String endpoints = root + "/oauth2/" + issuer.path();
    String pages = issuer.suffix();
    List<String> methods =
        Stream.of(ClientAuthenticationMethod.values())
            .map(ClientAuthenticationMethod::value)
            .toList();
    List<String> proven =
        methods.stream()
            .filter(method -> !method.equals(ClientAuthenticationMethod.NONE.value()))
            .toList();
    List<String> algorithms = ClientAssertions.algorithms();
    Set<String> claims = new TreeSet<>(StandardScope.claims());
    claims.addAll(List.of("sub", "iss", "aud", "azp", "exp", "iat", "sid"));
    claims.addAll(List.of("auth_time", "acr", "amr", "nonce", "at_hash", "c_hash"));
    return Json.createObjectBuilder()
        .add("issuer", issuer.value())
        .add("authorization_endpoint", root + "/authorize" + pages)
        .add("token_endpoint", endpoints + "token")
        .add("userinfo_endpoint", endpoints + "userinfo")
        .add("end_session_endpoint", root + "/end-session" + pages)
        .add("device_authorization_endpoint", endpoints + "device_authorization")
        .add("pushed_authorization_request_endpoint", endpoints + "par")
        .add("introspection_endpoint", endpoints + "introspect")
        .add("revocation_endpoint", endpoints + "revoke")
        .add("jwks_uri", root + "/.well-known/jwks.json")
        .add("scopes_supported", list(scopes()))
        .add("response_types_supported", list(List.of("code")))
        .add("response_modes_supported", list(List.of("query", "form_post")))
        .add("grant_types_supported", list(grantTypes()))
        .add("token_endpoint_auth_methods_supported", list(methods))
        .add("introspection_endpoint_auth_methods_supported", list(proven))
        .add("revocation_endpoint_auth_methods_supported", list(methods))
        .add("token_endpoint_auth_signing_alg_values_supported", list(algorithms))
        .add("introspection_endpoint_auth_signing_alg_values_supported", list(algorithms))
        .add("revocation_endpoint_auth_signing_alg_values_supported", list(algorithms))
        .add("code_challenge_methods_supported", list(List.of("S256")))
        .add("dpop_signing_alg_values_supported", list(KeyProofs.algorithms()))
        .add("authorization_response_iss_parameter_supported", true)
        .add("backchannel_logout_supported", true)
        .add("backchannel_logout_session_supported", true)
        .add("subject_types_supported", list(List.of("public")))
        .add("id_token_signing_alg_values_supported", list(signingAlgorithms()))
        .add(
            "acr_values_supported",
            list(List.of(AuthenticationContext.ONE_FACTOR, AuthenticationContext.TWO_FACTORS)))
        .add("claims_supported", list(claims))
        .add("claims_parameter_supported", true)
        .add("require_pushed_authorization_requests", false)
        .add("request_parameter_supported", false)
        .add("request_uri_parameter_supported", false)
        .add("prompt_values_supported", list(List.of("none", "login", "consent", "select_account")))
        .add("ui_locales_supported", list(languages.tags()))
        .build()
        .toString();
  }

  private static List<String> scopes() {
    return Arrays.stream(StandardScope.values()).map(StandardScope::value).toList();
  }

  private static List<String> grantTypes() {
    return Stream.of(GrantType.values()).map(GrantType::value).toList();
  }

  private static List<String> signingAlgorithms() {
    return Stream.of(SigningAlgorithm.values()).map(SigningAlgorithm::name).toList();
  }

  private static JsonArrayBuilder list(Collection<String> words) {
    return Json.createArrayBuilder(words);
  }
}
