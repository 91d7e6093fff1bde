package org.gatehouse.contract.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.TokenIntrospectionRequest;
import com.nimbusds.oauth2.sdk.TokenIntrospectionResponse;
import com.nimbusds.oauth2.sdk.TokenIntrospectionSuccessResponse;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.dpop.DPoPProofFactory;
import com.nimbusds.oauth2.sdk.dpop.DefaultDPoPProofFactory;
import com.nimbusds.oauth2.sdk.dpop.JWKThumbprintConfirmation;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.oauth2.sdk.token.AccessTokenType;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.oauth2.sdk.token.DPoPAccessToken;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.UserInfoRequest;
import com.nimbusds.openid.connect.sdk.UserInfoResponse;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gatehouse.fixture.Api;
import org.gatehouse.fixture.AuditLog;
import org.gatehouse.fixture.DeployedGatehouse;
import org.gatehouse.fixture.RelyingParty;
import org.gatehouse.fixture.Reply;
import org.gatehouse.fixture.Workspace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tokens that are bound to a key, with Nimbus' client (RFC 9449). */
@ExtendWith(DeployedGatehouse.class)
class BoundTokensIT {
  private Workspace works;
  private RelyingParty wiki;
  private OIDCProviderMetadata provider;
  private DPoPProofFactory key;

  @BeforeEach
  void register() throws Exception {
    works = Workspace.signUp();
    wiki = RelyingParty.start(works, Map.of());
    provider = RelyingParty.discover("/o/" + works.uid());
    key = newKey();
  }

  @AfterEach
  void stop() {
    wiki.close();
  }

  private static DPoPProofFactory newKey() throws Exception {
    return new DefaultDPoPProofFactory(
        new ECKeyGenerator(Curve.P_256).generate(), JWSAlgorithm.ES256);
  }

  private AuthorizationGrant code(RelyingParty application, AuthenticationRequest request) {
    String query = request.toURI().getRawQuery();
    Reply redirect =
        Api.anonymous()
            .withCookie(works.administrator().token())
            .get("/authorize/o/" + works.uid() + "?" + query)
            .is(303);
    URI back = URI.create(redirect.header("Location").orElseThrow());
    String code = URLUtils.parseParameters(back.getRawQuery()).get("code").get(0);
    return new AuthorizationCodeGrant(
        new AuthorizationCode(code),
        application.base().resolve("/callback"),
        application.verifier());
  }

  private AuthorizationGrant code() {
    return code(wiki, wiki.request().build());
  }

  private HTTPRequest tokenRequest(AuthorizationGrant grant) {
    return new TokenRequest.Builder(provider.getTokenEndpointURI(), wiki.client().basic(), grant)
        .build()
        .toHTTPRequest();
  }

  private TokenResponse ask(HTTPRequest request, DPoPProofFactory with) throws Exception {
    request.setDPoP(with.createDPoPJWT("POST", provider.getTokenEndpointURI()));
    return TokenResponse.parse(request.send());
  }

  private AccessTokenResponse logIn() throws Exception {
    TokenResponse response = ask(tokenRequest(code()), key);
    assertThat(response.indicatesSuccess()).as(response.toHTTPResponse().getBody()).isTrue();
    return response.toSuccessResponse();
  }

  private static void refuses(TokenResponse response, String error) {
    assertThat(response.indicatesSuccess()).isFalse();
    ErrorObject told = response.toErrorResponse().getErrorObject();
    assertThat(told.getCode()).isEqualTo(error);
    assertThat(told.getHTTPStatusCode()).isEqualTo(400);
  }

  private HTTPResponse userinfo(AccessToken token, DPoPProofFactory with) throws Exception {
    return userinfoRequest(token, with).send();
  }

  private HTTPRequest userinfoRequest(AccessToken token, DPoPProofFactory with) throws Exception {
    URI endpoint = provider.getUserInfoEndpointURI();
    HTTPRequest request =
        new UserInfoRequest(endpoint, new DPoPAccessToken(token.getValue())).toHTTPRequest();
    request.setDPoP(with.createDPoPJWT(request.getMethod().name(), endpoint, token));
    return request;
  }

  @Test
  void areOfUseToWhoHasTheKey() throws Exception {
    assertThat(provider.getDPoPJWSAlgs()).contains(JWSAlgorithm.ES256, JWSAlgorithm.PS256);
    AccessTokenResponse tokens = logIn();
    AccessToken token = tokens.getTokens().getAccessToken();
    assertThat(token.getType()).isEqualTo(AccessTokenType.DPOP);
    UserInfoResponse told = UserInfoResponse.parse(userinfo(token, key));
    assertThat(told.toSuccessResponse().getUserInfo().getPreferredUsername()).isEqualTo("ann");

    TokenIntrospectionSuccessResponse known =
        TokenIntrospectionResponse.parse(
                new TokenIntrospectionRequest(
                        provider.getIntrospectionEndpointURI(), wiki.client().basic(), token)
                    .toHTTPRequest()
                    .send())
            .toSuccessResponse();
    assertThat(known.getTokenType()).isEqualTo(AccessTokenType.DPOP);
    assertThat(known.getJWKThumbprintConfirmation()).isEqualTo(confirmation(key));
  }

  private static JWKThumbprintConfirmation confirmation(DPoPProofFactory key) throws Exception {
    return JWKThumbprintConfirmation.of(((DefaultDPoPProofFactory) key).getPublicJWK());
  }

  @Test
  void areOfNoUseToAnybodyElse() throws Exception {
    AccessToken token = logIn().getTokens().getAccessToken();
    HTTPResponse stolen = userinfo(token, newKey());
    assertThat(stolen.getStatusCode()).isEqualTo(401);
    assertThat(stolen.getHeaderValue("WWW-Authenticate"))
        .startsWith("DPoP ")
        .contains("error=\"invalid_token\"", "algs=\"ES256 ");
    assertThat(AuditLog.latest(works, "key-proof")).startsWith("wrong-key, ");

    HTTPRequest good = userinfoRequest(token, key);
    assertThat(good.send().getStatusCode()).isEqualTo(200);
    HTTPResponse replayed = good.send();
    assertThat(replayed.getStatusCode()).isEqualTo(401);
    assertThat(replayed.getHeaderValue("WWW-Authenticate"))
        .contains("error=\"invalid_dpop_proof\"");
    assertThat(AuditLog.latest(works, "key-proof")).startsWith("proof-reuse, ");

    UserInfoResponse bare = wiki.userinfo(new BearerAccessToken(token.getValue()));
    assertThat(bare.toErrorResponse().getErrorObject().getCode()).isEqualTo("invalid_token");
    String userinfo = "/oauth2/o/" + works.uid() + "/userinfo";
    assertThat(Api.anonymous().postForm(userinfo, Map.of("access_token", token.getValue())))
        .satisfies(reply -> reply.is(401));
    assertThat(Api.anonymous().get(userinfo).is(401).headers().get("www-authenticate"))
        .satisfiesExactly(
            bearer -> assertThat(bearer).startsWith("Bearer "),
            bound -> assertThat(bound).startsWith("DPoP ").doesNotContain("error"));
  }

  @Test
  void areGivenForOneProof() throws Exception {
    HTTPRequest request = tokenRequest(code());
    String proof = key.createDPoPJWT("POST", provider.getTokenEndpointURI()).serialize();
    Api twice =
        Api.anonymous()
            .with("Authorization", request.getAuthorization())
            .with("DPoP", proof)
            .with("DPoP", proof);
    Reply refused =
        twice
            .post(
                "/oauth2/o/" + works.uid() + "/token",
                "application/x-www-form-urlencoded",
                request.getBody())
            .is(400);
    assertThat(refused.text("error")).isEqualTo("invalid_dpop_proof");
    assertThat(AuditLog.latest(works, "key-proof")).startsWith("several-proofs, ");
    request.setDPoP(key.createDPoPJWT("GET", provider.getTokenEndpointURI()));
    refuses(TokenResponse.parse(request.send()), "invalid_dpop_proof");
    request.setDPoP(key.createDPoPJWT("POST", provider.getUserInfoEndpointURI()));
    refuses(TokenResponse.parse(request.send()), "invalid_dpop_proof");
    assertThat(ask(request, key).indicatesSuccess()).as("nothing was used up").isTrue();
  }

  @Test
  void areRefreshedWithTheKeyOfAClientThatHasNoSecret() throws Exception {
    try (RelyingParty app =
        RelyingParty.start(
            works,
            Map.of("token_endpoint_auth_method", "none", "dpop_bound_access_tokens", true))) {
      ClientID id = new ClientID(app.client().id());
      AuthorizationGrant code = code(app, app.request().build());
      HTTPRequest first =
          new TokenRequest.Builder(provider.getTokenEndpointURI(), id, code)
              .build()
              .toHTTPRequest();
      refuses(TokenResponse.parse(first.send()), "invalid_dpop_proof");
      RefreshToken token = ask(first, key).toSuccessResponse().getTokens().getRefreshToken();
      HTTPRequest refresh =
          new TokenRequest.Builder(provider.getTokenEndpointURI(), id, new RefreshTokenGrant(token))
              .build()
              .toHTTPRequest();
      refuses(ask(refresh, newKey()), "invalid_grant");
      AccessToken next = ask(refresh, key).toSuccessResponse().getTokens().getAccessToken();
      assertThat(next.getType()).isEqualTo(AccessTokenType.DPOP);
      assertThat(userinfo(next, key).getStatusCode()).isEqualTo(200);
    }
  }

  @Test
  void comeOfACodeThatIsBoundToTheKeyItself() throws Exception {
    AuthenticationRequest named =
        new AuthenticationRequest.Builder(wiki.request().build())
            .dPoPJWKThumbprintConfirmation(confirmation(key))
            .build();
    refuses(ask(tokenRequest(code(wiki, named)), newKey()), "invalid_grant");
    assertThat(AuditLog.latest(works, "token-grant")).startsWith("wrong-key, ");
    assertThat(ask(tokenRequest(code(wiki, named)), key).indicatesSuccess()).isTrue();
  }

  @Test
  void comeOfAPushedRequestThatIsBoundByAProof() throws Exception {
    URI par = provider.getPushedAuthorizationRequestEndpointURI();
    Map<String, String> request = new HashMap<>();
    URLUtils.parseParameters(wiki.request().build().toURI().getRawQuery())
        .forEach((name, values) -> request.put(name, values.get(0)));
    Api client =
        Api.anonymous()
            .withBasic(wiki.client().id(), wiki.client().secret())
            .with("DPoP", key.createDPoPJWT("POST", par).serialize());
    String pushed = client.postForm(par.getPath(), request).is(201).text("request_uri");
    AuthenticationRequest byReference =
        new AuthenticationRequest.Builder(URI.create(pushed), new ClientID(wiki.client().id()))
            .endpointURI(provider.getAuthorizationEndpointURI())
            .build();
    refuses(ask(tokenRequest(code(wiki, byReference)), newKey()), "invalid_grant");
    assertThat(client.postForm(par.getPath(), request).is(400).text("error"))
        .as("the same proof again")
        .isEqualTo("invalid_dpop_proof");
    assertThat(AuditLog.latest(works, "key-proof")).startsWith("proof-reuse, ");
    assertThat(AuditLog.count(works, "authorization")).as("not told of twice").isEqualTo(1);
  }

  @Test
  void mayBeAskedForByScripts() {
    Reply allowed =
        Api.anonymous()
            .with("Origin", "https://app.example.com")
            .with("Access-Control-Request-Method", "POST")
            .with("Access-Control-Request-Headers", "dpop")
            .send("OPTIONS", "/oauth2/o/" + works.uid() + "/token", BodyPublishers.noBody());
    assertThat(List.of(allowed.header("Access-Control-Allow-Headers").orElseThrow().split(", ")))
        .contains("DPoP");
  }
}
