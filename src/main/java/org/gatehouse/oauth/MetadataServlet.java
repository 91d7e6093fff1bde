package org.gatehouse.oauth;

import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.gatehouse.core.oauth.client.ClientAuthenticationMethod;
import org.gatehouse.core.oauth.client.GrantType;
import org.gatehouse.core.oauth.issuer.Issuer;
import org.gatehouse.core.oauth.issuer.Issuers;
import org.gatehouse.core.settings.Settings;
import org.gatehouse.core.text.Json;
import org.gatehouse.http.ReadOnlyServlet;

/**
 * {@code /.well-known/oauth-authorization-server}, and the same with {@code /o/corpinc} after it:
 * where the endpoints of an issuer are and what they know (RFC 8414).
 */
public class MetadataServlet extends ReadOnlyServlet {
  private static final long serialVersionUID = 1L;

  @Inject private transient Issuers issuers;
  @Inject private transient Settings settings;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String path = Objects.requireNonNullElse(request.getPathInfo(), "");
    Optional<Issuer> issuer = issuers.at(path.isEmpty() ? "" : path.substring(1) + "/");
    if (issuer.isEmpty()) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    publish(response, "application/json", metadata(issuer.get()));
  }

  private String metadata(Issuer issuer) {
    String endpoints = settings.publicUrl() + "/oauth2/" + issuer.path();
    List<String> bySecret =
        Stream.of(ClientAuthenticationMethod.values())
            .filter(ClientAuthenticationMethod::isBySecret)
            .map(ClientAuthenticationMethod::value)
            .toList();
    return Json.createObjectBuilder()
        .add("issuer", issuer.value())
        .add("token_endpoint", endpoints + "token")
        .add("introspection_endpoint", endpoints + "introspect")
        .add("revocation_endpoint", endpoints + "revoke")
        .add("jwks_uri", settings.publicUrl() + "/.well-known/jwks.json")
        // There is no authorization endpoint.
        .add("response_types_supported", Json.createArrayBuilder())
        .add("grant_types_supported", list(List.of(GrantType.CLIENT_CREDENTIALS.value())))
        .add("token_endpoint_auth_methods_supported", list(bySecret))
        .add("introspection_endpoint_auth_methods_supported", list(bySecret))
        .add("revocation_endpoint_auth_methods_supported", list(bySecret))
        .build()
        .toString();
  }

  private static JsonArrayBuilder list(List<String> words) {
    return Json.createArrayBuilder(words);
  }
}
