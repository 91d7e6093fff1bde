package org.gatehouse.contract.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.oauth2.sdk.ClientCredentialsGrant;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenIntrospectionRequest;
import com.nimbusds.oauth2.sdk.TokenIntrospectionResponse;
import com.nimbusds.oauth2.sdk.TokenIntrospectionSuccessResponse;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.TokenRevocationRequest;
import com.nimbusds.oauth2.sdk.as.AuthorizationServerMetadata;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.PrivateKeyJWT;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gatehouse.fixture.Api;
import org.gatehouse.fixture.AuditLog;
import org.gatehouse.fixture.DeployedGatehouse;
import org.gatehouse.fixture.RegisteredApplication;
import org.gatehouse.fixture.Reply;
import org.gatehouse.fixture.Workspace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Programs that act for themselves, with Nimbus' client and by hand (RFC 6749, 4.4). */
@ExtendWith(DeployedGatehouse.class)
class ClientCredentialsIT {
  private static final String REPORTS = "https://reports.example.com";

  private Workspace works;
  private Api admin;
  private RegisteredApplication nightly;

  @BeforeEach
  void register() {
    works = Workspace.signUp();
    admin = works.administrator().api();
    nightly = register(admin, Map.of());
  }

  private static RegisteredApplication register(Api admin, Map<String, Object> more) {
    Map<String, Object> metadata = new HashMap<>();
    metadata.put("client_name", "Nightly report");
    metadata.put("grant_types", List.of("client_credentials"));
    metadata.put("scope", "report:write report:read openid");
    metadata.put("audiences", List.of(REPORTS));
    metadata.putAll(more);
    return RegisteredApplication.add(admin, metadata);
  }

  private AuthorizationServerMetadata metadata() throws Exception {
    Reply found =
        Api.anonymous().get("/.well-known/oauth-authorization-server/o/" + works.uid()).is(200);
    assertThat(found.header("Access-Control-Allow-Origin")).contains("*");
    assertThat(found.header("Cache-Control")).contains("max-age=60");
    return AuthorizationServerMetadata.parse(found.body());
  }

  private AccessToken token(ClientAuthentication who, String... scopes) throws Exception {
    TokenResponse response =
        TokenResponse.parse(
            new TokenRequest.Builder(
                    metadata().getTokenEndpointURI(), who, new ClientCredentialsGrant())
                .scope(new Scope(scopes))
                .resources(URI.create(REPORTS))
                .build()
                .toHTTPRequest()
                .send());
    assertThat(response.indicatesSuccess()).as(response.toHTTPResponse().getBody()).isTrue();
    return ((AccessTokenResponse) response).getTokens().getAccessToken();
  }

  private TokenIntrospectionSuccessResponse introspect(RegisteredApplication who, AccessToken token)
      throws Exception {
    return TokenIntrospectionResponse.parse(
            new TokenIntrospectionRequest(
                    metadata().getIntrospectionEndpointURI(), who.basic(), token)
                .toHTTPRequest()
                .send())
        .toSuccessResponse();
  }

  private Reply ask(Map<String, String> form) {
    return Api.anonymous().postForm("/oauth2/o/" + works.uid() + "/token", form);
  }

  private Map<String, String> form(String... more) {
    Map<String, String> form =
        new HashMap<>(
            Map.of(
                "grant_type",
                "client_credentials",
                "client_id",
                nightly.id(),
                "client_secret",
                nightly.secret()));
    for (int i = 0; i < more.length; i += 2) {
      form.put(more[i], more[i + 1]);
    }
    return form;
  }

  private static void refuses(Reply reply, int status, String error) {
    reply.is(status);
    assertThat(reply.header("Content-Type").orElseThrow()).startsWith("application/json");
    assertThat(reply.header("Cache-Control")).contains("no-store");
    assertThat(reply.json()).containsOnlyKeys("error", "error_description");
    assertThat(reply.text("error")).isEqualTo(error);
  }

  @Test
  void getTokensThatOthersVerify() throws Exception {
    AuthorizationServerMetadata server = metadata();
    assertThat(server.getIssuer().getValue()).endsWith("/o/" + works.uid());
    for (ClientAuthentication way : List.of(nightly.basic(), nightly.post())) {
      AccessToken token = token(way, "report:write");
      assertThat(token.getScope()).isEqualTo(new Scope("report:write"));
      assertThat(token.getLifetime()).isEqualTo(300);

      var processor = new DefaultJWTProcessor<SecurityContext>();
      processor.setJWSTypeVerifier(
          new DefaultJOSEObjectTypeVerifier<>(new JOSEObjectType("at+jwt")));
      processor.setJWSKeySelector(
          new JWSVerificationKeySelector<>(
              JWSAlgorithm.RS256, JWKSourceBuilder.create(server.getJWKSetURI().toURL()).build()));
      JWTClaimsSet claims = processor.process(token.getValue(), null);
      assertThat(claims.getIssuer()).isEqualTo(server.getIssuer().getValue());
      assertThat(claims.getSubject()).isEqualTo(nightly.id());
      assertThat(claims.getStringClaim("client_id")).isEqualTo(nightly.id());
      assertThat(claims.getStringClaim("scope")).isEqualTo("report:write");
      assertThat(claims.getAudience()).containsExactly(REPORTS);
      assertThat(claims.getJWTID()).isNotBlank();
      assertThat(claims.getExpirationTime().toInstant())
          .isEqualTo(claims.getIssueTime().toInstant().plusSeconds(300))
          .isAfter(Instant.now());
    }
    assertThat(admin.get("/api/1/client/" + nightly.id()).part("updated").get("last_used_at"))
        .isNotNull();
  }

  @Test
  void areToldOfTheirTokens() throws Exception {
    AccessToken token = token(nightly.basic());
    TokenIntrospectionSuccessResponse told = introspect(nightly, token);
    assertThat(told.isActive()).isTrue();
    assertThat(told.getClientID().getValue()).isEqualTo(nightly.id());
    assertThat(told.getScope().toStringList())
        .as("all that it may have, but for what is about people")
        .containsExactlyInAnyOrder("report:read", "report:write");

    RegisteredApplication stranger = register(admin, Map.of("client_name", "Stranger"));
    assertThat(introspect(stranger, token).isActive()).isFalse();
    RegisteredApplication reports = register(admin, Map.of("client_name", "Reports"));
    admin
        .patch("/api/1/client/" + nightly.id(), Map.of("audiences", List.of(reports.id())))
        .is(200);
    Reply forReports = ask(form("resource", reports.id())).is(200);
    assertThat(
            introspect(reports, new BearerAccessToken(forReports.text("access_token"))).isActive())
        .isTrue();
  }

  @Test
  void revokeTheirTokens() throws Exception {
    AccessToken token = token(nightly.basic());
    RegisteredApplication stranger = register(admin, Map.of("client_name", "Stranger"));
    for (RegisteredApplication who : List.of(stranger, nightly)) {
      assertThat(introspect(nightly, token).isActive()).isTrue();
      HTTPResponse revoked =
          new TokenRevocationRequest(metadata().getRevocationEndpointURI(), who.basic(), token)
              .toHTTPRequest()
              .send();
      assertThat(revoked.getStatusCode()).isEqualTo(200);
    }
    assertThat(introspect(nightly, token).isActive()).isFalse();
    assertThat(
            new TokenRevocationRequest(
                    metadata().getRevocationEndpointURI(),
                    nightly.basic(),
                    new BearerAccessToken("no.such.token"))
                .toHTTPRequest()
                .send()
                .getStatusCode())
        .isEqualTo(200);
  }

  @Test
  void areForSeveralResourcesWhereTheClientMayCallAllOfThem() throws Exception {
    String other = "https://other.example.com";
    Reply one = askFor(REPORTS, other);
    refuses(one, 400, "invalid_target");
    admin
        .patch("/api/1/client/" + nightly.id(), Map.of("audiences", List.of(REPORTS, other)))
        .is(200);
    Reply both = askFor(REPORTS, other, REPORTS).is(200);
    assertThat(SignedJWT.parse(both.text("access_token")).getJWTClaimsSet().getAudience())
        .containsExactly(REPORTS, other);
    // Of all else there is one (RFC 6749, 3.2).
    askForm("&scope=report%3Awrite&scope=report%3Aread").is(400);
  }

  private Reply askFor(String... resources) {
    return askForm(
        Stream.of(resources)
            .map(resource -> "&resource=" + URLEncoder.encode(resource, StandardCharsets.UTF_8))
            .collect(Collectors.joining()));
  }

  private Reply askForm(String more) {
    return Api.anonymous()
        .withBasic(nightly.id(), nightly.secret())
        .post(
            "/oauth2/o/" + works.uid() + "/token",
            "application/x-www-form-urlencoded",
            "grant_type=client_credentials" + more);
  }

  @Test
  void areRefusedInTheWordsOfTheStandard() {
    refuses(ask(form("client_secret", "wrong")), 401, "invalid_client");
    refuses(ask(form("client_secret", "")), 401, "invalid_client");
    refuses(ask(form("client_id", "nobody")), 401, "invalid_client");
    refuses(ask(Map.of("grant_type", "client_credentials")), 401, "invalid_client");
    refuses(ask(form("grant_type", "")), 400, "invalid_request");
    refuses(ask(form("grant_type", "password")), 400, "unsupported_grant_type");
    refuses(ask(form("scope", "report:delete")), 400, "invalid_scope");
    refuses(ask(form("scope", "openid")), 400, "invalid_scope");
    refuses(ask(form("resource", "https://other.example.com")), 400, "invalid_target");
    Reply unknown = ask(form("client_secret", "wrong"));
    assertThat(unknown.header("WWW-Authenticate").orElseThrow()).startsWith("Basic ");
    assertThat(AuditLog.latest(works, "client-authentication")).contains("wrong-proof");
    assertThat(unknown.body())
        .as("the same whether or not there is such a client")
        .isEqualTo(ask(form("client_id", "00000000-0000-4000-8000-000000000000")).body());
  }

  @Test
  void areRefusedWithBothWaysAtOnce() {
    String path = "/oauth2/o/" + works.uid() + "/token";
    Api basic = Api.anonymous().withBasic(nightly.id(), nightly.secret());
    basic.postForm(path, Map.of("grant_type", "client_credentials")).is(200);
    basic
        .postForm(path, Map.of("grant_type", "client_credentials", "client_id", nightly.id()))
        .is(200);
    refuses(basic.postForm(path, form()), 400, "invalid_request");
    refuses(
        basic.postForm(path, Map.of("grant_type", "client_credentials", "client_id", "other")),
        400,
        "invalid_request");
  }

  @Test
  void areRefusedWithBadInput() {
    String path = "/oauth2/o/" + works.uid() + "/token";
    Api client = Api.anonymous().withBasic(nightly.id(), nightly.secret());
    String type = "application/x-www-form-urlencoded";
    String good = "grant_type=client_credentials";
    for (String body :
        List.of(
            good + "&grant_type=password",
            good + "&scope=%ff",
            good + "&scope=%",
            good + "&" + "a".repeat(300) + "=1",
            good + "&scope=" + numbered(101, "s%d+"),
            good + numbered(250, "&p%d=1"))) {
      refuses(client.post(path, type, body), 400, "invalid_request");
    }
    refuses(client.post(path, type, good + "&scope=a\"b"), 400, "invalid_scope");
    refuses(client.post(path, type, "x=" + "a".repeat(100_000)), 413, "invalid_request");
    refuses(client.get(path), 405, "invalid_request");
    refuses(
        Api.anonymous().with("Authorization", "Basic !").post(path, type, good),
        401,
        "invalid_client");
    refuses(client.post("/oauth2/o/nobody/token", type, good), 404, "invalid_request");
    refuses(client.post("/oauth2/o/" + works.uid() + "/else", type, good), 404, "invalid_request");
  }

  private static String numbered(int count, String format) {
    return IntStream.range(0, count).mapToObj(format::formatted).collect(Collectors.joining());
  }

  @Test
  void areUnknownAtOtherIssuers() throws Exception {
    Workspace others = Workspace.signUp();
    AccessToken token = token(nightly.basic());
    for (String issuer : List.of("o/" + others.uid() + "/", "")) {
      refuses(
          Api.anonymous().postForm("/oauth2/" + issuer + "token", form()), 401, "invalid_client");
    }
    RegisteredApplication other = register(others.administrator().api(), Map.of());
    Reply told =
        Api.anonymous()
            .withBasic(other.id(), other.secret())
            .postForm(
                "/oauth2/o/" + others.uid() + "/introspect", Map.of("token", token.getValue()))
            .is(200);
    assertThat(told.json()).containsOnly(Map.entry("active", false));
  }

  @Test
  void areNobodyAtOurOtherApis() throws Exception {
    admin
        .patch(
            "/api/1/client/" + nightly.id(),
            Map.of("audiences", List.of(REPORTS, admin.base().toString())))
        .is(200);
    for (String token :
        List.of(
            token(nightly.basic()).getValue(),
            ask(form("resource", admin.base().toString())).is(200).text("access_token"))) {
      for (Api way :
          Set.of(
              Api.anonymous().withToken(token),
              Api.anonymous().withToken("Bearer " + token),
              Api.anonymous().withCookie(token))) {
        way.get("/api/1/user/ann").refuses(401, "Unauthorized");
        assertThat(way.get("/").status()).isEqualTo(302);
      }
    }
  }

  @Test
  void areToldNothingOfOtherKindsOfTokens() throws Exception {
    String ofUser = works.administrator().token();
    assertThat(introspect(nightly, new BearerAccessToken(ofUser)).isActive()).isFalse();
  }

  @Test
  void proveThemselvesByASignature() throws Exception {
    RSAKey key = new RSAKeyGenerator(2048).keyID("k1").generate();
    RegisteredApplication signer =
        register(
            admin,
            Map.of(
                "token_endpoint_auth_method",
                "private_key_jwt",
                "jwks",
                new JWKSet(key).toJSONObject()));
    assertThat(signer.secret()).isEmpty();
    for (URI audience :
        List.of(URI.create(metadata().getIssuer().getValue()), metadata().getTokenEndpointURI())) {
      PrivateKeyJWT proof =
          new PrivateKeyJWT(
              new ClientID(signer.id()),
              audience,
              JWSAlgorithm.RS256,
              key.toPrivateKey(),
              "k1",
              null);
      assertThat(token(proof, "report:write").getLifetime()).isEqualTo(300);
      Map<String, String> again =
          Map.of(
              "grant_type", "client_credentials",
              "client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
              "client_assertion", proof.getClientAssertion().serialize());
      refuses(ask(again), 401, "invalid_client");
    }
    refuses(
        ask(
            Map.of(
                "grant_type", "client_credentials",
                "client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                "client_assertion", "no.assertion.at-all")),
        401,
        "invalid_client");
    refuses(
        ask(
            form(
                "client_assertion_type",
                "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                "client_assertion",
                "a.b.c")),
        400,
        "invalid_request");
  }

  @Test
  void haveToBeRegisteredForIt() {
    RegisteredApplication shop =
        register(
            admin,
            Map.of(
                "grant_types",
                List.of("authorization_code"),
                "redirect_uris",
                List.of("https://shop.example.com/callback")));
    refuses(
        ask(form("client_id", shop.id(), "client_secret", shop.secret())),
        400,
        "unauthorized_client");
    RegisteredApplication app =
        register(
            admin,
            Map.of(
                "token_endpoint_auth_method",
                "none",
                "grant_types",
                List.of("authorization_code"),
                "redirect_uris",
                List.of("http://127.0.0.1/callback")));
    Map<String, String> anonymous = form("client_id", app.id());
    anonymous.remove("client_secret");
    refuses(ask(anonymous), 400, "unauthorized_client");
    anonymous.put("token", "x");
    refuses(
        Api.anonymous().postForm("/oauth2/o/" + works.uid() + "/introspect", anonymous),
        401,
        "invalid_client");
  }

  @Test
  void serveAllWorkspacesAtTheInstallationsIssuer() throws Exception {
    Api system = Workspace.first().administrator().api();
    Reply made =
        system
            .post(
                "/api/1/installation-client",
                Map.of("client_name", "Portal", "grant_types", List.of("client_credentials")))
            .is(201);
    String id = (String) made.part("updated").get("client_id");
    Map<String, String> form =
        Map.of(
            "grant_type",
            "client_credentials",
            "client_id",
            id,
            "client_secret",
            made.text("client_secret"));
    Reply issued = Api.anonymous().postForm("/oauth2/token", form).is(200);
    assertThat(issued.json()).doesNotContainKey("scope");
    AuthorizationServerMetadata server =
        AuthorizationServerMetadata.parse(
            Api.anonymous().get("/.well-known/oauth-authorization-server").is(200).body());
    assertThat(server.getTokenEndpointURI().getPath()).isEqualTo("/oauth2/token");
    Api.anonymous().get("/.well-known/oauth-authorization-server/o/nobody").is(404);
    Api.anonymous().get("/.well-known/oauth-authorization-server/else").is(404);
    system.delete("/api/1/installation-client/" + id).is(204);
    refuses(Api.anonymous().postForm("/oauth2/token", form), 401, "invalid_client");
  }
}
