package org.gatehouse.oauth;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.NotFoundException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gatehouse.core.oauth.client.AuthenticateClient;
import org.gatehouse.core.oauth.client.ClientAssertions;
import org.gatehouse.core.oauth.client.KnownClient;
import org.gatehouse.core.oauth.client.OAuthError;
import org.gatehouse.core.oauth.client.OAuthRefusal;
import org.gatehouse.core.oauth.client.ShownClient;
import org.gatehouse.core.oauth.client.ShownClient.ShownAssertion;
import org.gatehouse.core.oauth.issuer.Issuer;
import org.gatehouse.core.oauth.issuer.Issuers;
import org.gatehouse.core.session.Client;
import org.gatehouse.http.FormParameters;
import org.gatehouse.http.Requests;
import org.gatehouse.security.AuthorizationHeader;
import org.gatehouse.security.AuthorizationHeader.NameAndSecret;

/** Reads what clients send to an endpoint, and has them prove who they are. */
@Singleton
class ClientRequests {
  private static final String CLIENT_ID = "client_id";
  private static final String CLIENT_SECRET = "client_secret";
  private static final String JWT_BEARER = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

  private final Issuers issuers;
  private final AuthenticateClient authenticateClient;
  private final Requests requests;

  @Inject
  ClientRequests(Issuers issuers, AuthenticateClient authenticateClient, Requests requests) {
    this.issuers = issuers;
    this.authenticateClient = authenticateClient;
    this.requests = requests;
  }

  /**
   * Reads a request.
   *
   * @param issuerPath where the issuer is: the template parameter of {@link OAuth#ISSUER}
   * @throws NotFoundException if there is no such issuer
   * @throws OAuthRefusal if the client hasn't proven who it is
   */
  ClientRequest read(String issuerPath, HttpServletRequest request, InputStream body) {
    Issuer issuer = issuers.at(issuerPath).orElseThrow(NotFoundException::new);
    FormParameters parameters = FormParameters.of(body, Set.of(ClientRequest.RESOURCE));
    Client from = requests.client(request);
    KnownClient client =
        authenticateClient.authenticate(
            issuer.owner(), shown(issuer, request, parameters, from), from);
    Cors.allow(request, client);
    return new ClientRequest(
        issuer, client, parameters, ShownTokens.proof(request, requests), from);
  }

  private ShownClient shown(
      Issuer issuer, HttpServletRequest request, FormParameters parameters, Client from) {
    Optional<String> assertion = parameters.text("client_assertion");
    try {
      return assertion.isPresent()
          ? signed(issuer, request, parameters, assertion.get())
          : bySecret(request, parameters);
    } catch (OAuthRefusal e) {
      throw new MalformedRequest(issuer, Optional.empty(), from, e.error(), e.description());
    }
  }

  /** It may be for the issuer, or for the endpoint (RFC 7523, 3). */
  private ShownClient signed(
      Issuer issuer, HttpServletRequest request, FormParameters parameters, String assertion) {
    if (!parameters.text("client_assertion_type").equals(Optional.of(JWT_BEARER))) {
      throw new OAuthRefusal(
          OAuthError.INVALID_CLIENT, "client_assertion_type must be " + JWT_BEARER + ".");
    }
    Optional<String> name = parameters.text(CLIENT_ID);
    Optional<String> signer = ClientAssertions.clientId(assertion);
    boolean isTwo =
        parameters.text(CLIENT_SECRET).isPresent()
            || basic(request).isPresent()
            || (name.isPresent() && !name.equals(signer));
    if (isTwo) {
      throw twoWays();
    }
    return new ShownClient(
        signer.orElse(""),
        Optional.empty(),
        Optional.of(
            new ShownAssertion(
                assertion,
                Stream.of(
                        issuer.value(),
                        requests.address("/oauth2/" + issuer.path() + "token"),
                        requests.address(Requests.path(request)))
                    .collect(Collectors.toUnmodifiableSet()))));
  }

  private static OAuthRefusal twoWays() {
    return new OAuthRefusal(
        OAuthError.INVALID_REQUEST, "The client says in two ways who it is (RFC 6749, 2.3).");
  }

  private static ShownClient bySecret(HttpServletRequest request, FormParameters parameters) {
    Optional<ShownClient> basic = basic(request);
    Optional<String> name = parameters.text(CLIENT_ID);
    Optional<String> secret = parameters.text(CLIENT_SECRET);
    if (basic.isEmpty()) {
      return new ShownClient(
          name.orElseThrow(
              () ->
                  new OAuthRefusal(
                      OAuthError.INVALID_CLIENT, "The client does not say who it is.")),
          secret);
    }
    boolean isTwo =
        secret.isPresent() || name.filter(id -> !id.equals(basic.get().clientId())).isPresent();
    if (isTwo) {
      throw twoWays();
    }
    return basic.get();
  }

  private static Optional<ShownClient> basic(HttpServletRequest request) {
    return AuthorizationHeader.of(request, "Authorization", "Basic")
        .map(text -> AuthorizationHeader.decode(text).orElseGet(() -> new NameAndSecret("", "")))
        .map(given -> new ShownClient(decoded(given.name()), Optional.of(decoded(given.secret()))));
  }

  /**
   * RFC 6749, 2.3.1 has both encoded like a form, and many clients don't. Ours have no signs that
   * encoding changes, so both are the same text.
   */
  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
