package org.gatehouse.core.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gatehouse.fixture.CoreClient.CALLBACK;
import static org.gatehouse.fixture.CoreClient.VERIFIER;
import static org.gatehouse.fixture.CoreClient.bearer;
import static org.gatehouse.fixture.CoreClient.request;
import static org.gatehouse.fixture.CoreClient.with;
import static org.gatehouse.fixture.ProofKey.TOKEN_ENDPOINT;

import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.oauth.IssueTokens.ShownCode;
import org.gatehouse.core.oauth.client.KnownClient;
import org.gatehouse.core.oauth.client.OAuthError;
import org.gatehouse.core.oauth.client.OAuthRefusal;
import org.gatehouse.core.oauth.device.StartedDevice;
import org.gatehouse.core.oauth.grant.CodeBinding;
import org.gatehouse.core.oauth.grant.Grants;
import org.gatehouse.core.oauth.proof.KeyProof;
import org.gatehouse.core.oauth.proof.KeyProofs;
import org.gatehouse.core.oauth.proof.ShownProof;
import org.gatehouse.core.oauth.proof.ShownToken;
import org.gatehouse.core.oauth.token.ClientAccessToken;
import org.gatehouse.core.oauth.token.IssuedAccessToken;
import org.gatehouse.core.oauth.token.IssuedTokens;
import org.gatehouse.core.oauth.token.TokenType;
import org.gatehouse.core.replay.ReplayCache;
import org.gatehouse.core.session.Caller;
import org.gatehouse.fixture.CoreClient;
import org.gatehouse.fixture.CoreTest;
import org.gatehouse.fixture.CoreWorkspace;
import org.gatehouse.fixture.MovableClock;
import org.gatehouse.fixture.ProofKey;
import org.junit.jupiter.api.Test;

/** Tokens that are of use only to who has a key (RFC 9449). */
@CoreTest
class BoundTokensTest {
  private static final String PUBLIC = "'token_endpoint_auth_method': 'none'";

  private final CoreClient wiki;
  private final IssueTokens issueTokens;
  private final InspectToken inspect;
  private final ReadUserinfo userinfo;
  private final CoreWorkspace works;
  private final MovableClock clock;
  private final Caller ann;
  private final ProofKey key;
  private final ProofKey other;

  BoundTokensTest(
      CoreClient wiki,
      IssueTokens issueTokens,
      InspectToken inspect,
      ReadUserinfo userinfo,
      MovableClock clock) {
    this.wiki = wiki;
    this.issueTokens = issueTokens;
    this.inspect = inspect;
    this.userinfo = userinfo;
    this.works = wiki.works();
    this.clock = clock;
    this.ann = works.caller("ann");
    this.key = ProofKey.of(clock);
    this.other = ProofKey.of(clock);
  }

  private static void refuses(OAuthError error, Runnable what) {
    assertThatThrownBy(what::run)
        .isInstanceOfSatisfying(
            OAuthRefusal.class, refusal -> assertThat(refusal.error()).isEqualTo(error));
  }

  private ShownCode code(KnownClient client) {
    return shown(wiki.code(request(client, "openid"), ann));
  }

  /** A code for a request that has named a key. */
  private ShownCode codeFor(KnownClient client, ProofKey named) {
    CodeBinding usual = request(client).binding();
    CodeBinding bound =
        new CodeBinding(
            usual.redirectUri(), usual.challenge(), usual.nonce(), Optional.of(named.thumbprint()));
    return shown(wiki.code(with(request(client, "openid"), bound), ann));
  }

  private static ShownCode shown(String code) {
    return new ShownCode(code, Optional.of(CALLBACK), Optional.of(VERIFIER));
  }

  private IssuedTokens logIn(KnownClient client) {
    return issueTokens.redeem(wiki.asks(client, key.forTokens()), code(client));
  }

  private IssuedTokens refresh(KnownClient client, IssuedTokens before, ProofKey with) {
    return issueTokens.refresh(
        wiki.asks(client, with.forTokens()), before.refreshToken().orElseThrow(), Set.of());
  }

  private String userinfo(IssuedTokens tokens, ShownProof proof) {
    String token = tokens.accessToken().value();
    return userinfo
        .read(wiki.issuer(), new ShownToken(token, TokenType.DPOP, proof), works.client())
        .subject();
  }

  private void audits(KnownClient client, String... reasons) {
    assertThat(works.audited(AuditType.KEY_PROOF))
        .containsExactlyElementsOf(
            List.of(reasons).stream().map(reason -> reason + " " + client.clientId()).toList());
  }

  @Test
  void sayToWhichKeyTheyAreBound() throws Exception {
    KnownClient client = wiki.add("");
    IssuedAccessToken token = logIn(client).accessToken();
    assertThat(token.type().value()).isEqualTo("DPoP");
    assertThat(SignedJWT.parse(token.value()).getJWTClaimsSet().getJSONObjectClaim("cnf"))
        .isEqualTo(Map.of("jkt", key.thumbprint()));
    ClientAccessToken told = inspect.introspect(wiki.issuer(), client, token.value()).orElseThrow();
    assertThat(told.key()).contains(key.thumbprint());
    assertThat(told.type()).isEqualTo(TokenType.DPOP);
    IssuedAccessToken plain = wiki.logIn(client, ann, "openid").accessToken();
    assertThat(plain.type().value()).isEqualTo("Bearer");
    assertThat(SignedJWT.parse(plain.value()).getJWTClaimsSet().getClaim("cnf")).isNull();
  }

  @Test
  void areShownWithAProofOfTheirKey() {
    KnownClient client = wiki.add("");
    IssuedTokens tokens = logIn(client);
    String token = tokens.accessToken().value();
    ShownProof good = key.with(token);
    assertThat(userinfo(tokens, good)).isEqualTo(ann.userId().toString());
    refuses(OAuthError.INVALID_DPOP_PROOF, () -> userinfo(tokens, good));
    refuses(OAuthError.INVALID_DPOP_PROOF, () -> userinfo(tokens, key.forTokens()));
    refuses(OAuthError.INVALID_DPOP_PROOF, () -> userinfo(tokens, key.with(token + "x")));
    refuses(OAuthError.INVALID_DPOP_PROOF, () -> userinfo(tokens, ProofKey.shown()));
    refuses(OAuthError.INVALID_TOKEN, () -> userinfo(tokens, other.with(token)));
    refuses(
        OAuthError.INVALID_TOKEN,
        () -> userinfo.read(wiki.issuer(), bearer(token), works.client()));
    audits(
        client,
        "proof-reuse",
        "wrong-token",
        "wrong-token",
        "several-proofs",
        "wrong-key",
        "proof-missing");
  }

  @Test
  void areNoneWithoutAKey() {
    KnownClient client = wiki.add("");
    IssuedTokens plain = wiki.logIn(client, ann, "openid");
    refuses(OAuthError.INVALID_TOKEN, () -> userinfo(plain, key.with(plain.accessToken().value())));
    audits(client, "unbound-token");
  }

  @Test
  void areUsedUpByNoBadProof() {
    KnownClient client = wiki.add("");
    ShownCode code = code(client);
    ShownProof elsewhere =
        new ShownProof(key.forTokens().texts(), "POST", TOKEN_ENDPOINT.replace("token", "par"));
    refuses(
        OAuthError.INVALID_DPOP_PROOF,
        () -> issueTokens.redeem(wiki.asks(client, elsewhere), code));
    assertThat(issueTokens.redeem(wiki.asks(client, key.forTokens()), code).idToken()).isPresent();
    audits(client, "wrong-address");
  }

  @Test
  void areGivenForAProofThatNobodyHasShown() {
    KnownClient client = wiki.add("");
    ShownProof proof = key.forTokens();
    ShownCode wrong = shown("no-such-code");
    refuses(OAuthError.INVALID_GRANT, () -> issueTokens.redeem(wiki.asks(client, proof), wrong));
    issueTokens.redeem(wiki.asks(client, proof), code(client));
    refuses(
        OAuthError.INVALID_DPOP_PROOF,
        () -> issueTokens.redeem(wiki.asks(client, proof), code(client)));
    audits(client, "proof-reuse");
  }

  @Test
  void leaveNoProofBehindThatIsGoodNoLonger(ReplayCache replayCache) {
    logIn(wiki.add(""));
    clock.advance(Duration.ofSeconds(121));
    assertThat(replayCache.removeExpired()).isPositive();
  }

  @Test
  void areRefreshedWithTheSameKeyWhereTheClientHasNoSecret() {
    KnownClient app = wiki.add(PUBLIC);
    IssuedTokens first = logIn(app);
    refuses(OAuthError.INVALID_GRANT, () -> wiki.refresh(app, first));
    refuses(OAuthError.INVALID_GRANT, () -> refresh(app, first, other));
    assertThat(works.audited(AuditType.TOKEN_GRANT))
        .containsExactly("wrong-key " + app.clientId(), "wrong-key " + app.clientId());
    IssuedTokens second = refresh(app, first, key);
    assertThat(second.accessToken().type()).isEqualTo(TokenType.DPOP);
    assertThat(refresh(app, first, key).refreshToken())
        .as("an answer was lost")
        .isEqualTo(second.refreshToken());
    refuses(OAuthError.INVALID_GRANT, () -> refresh(app, first, other));
    assertThat(refresh(app, second, key).refreshToken()).isPresent();
  }

  /** Who has stolen one could bind it, and the owner wouldn't be told from a thief any longer. */
  @Test
  void areBoundToNoKeyThatComesLater() {
    KnownClient app = wiki.add(PUBLIC);
    IssuedTokens first = wiki.logIn(app, ann, "openid");
    IssuedTokens second = refresh(app, first, key);
    assertThat(second.accessToken().type()).isEqualTo(TokenType.DPOP);
    clock.advance(Grants.REPEATED.plusSeconds(1));
    refuses(OAuthError.INVALID_GRANT, () -> wiki.refresh(app, first));
    refuses(OAuthError.INVALID_GRANT, () -> wiki.refresh(app, second));
    assertThat(works.audited(AuditType.TOKEN_GRANT))
        .containsExactly("token-reuse " + app.clientId(), "ended " + app.clientId());
  }

  @Test
  void areRefreshedWithAnyKeyWhereTheClientHasASecret() {
    KnownClient client = wiki.add("");
    IssuedTokens second = refresh(client, logIn(client), other);
    assertThat(userinfo(second, other.with(second.accessToken().value())))
        .isEqualTo(ann.userId().toString());
    assertThat(wiki.refresh(client, second).accessToken().type()).isEqualTo(TokenType.BEARER);
  }

  @Test
  void comeOfACodeForTheKeyThatTheRequestHasNamed() {
    KnownClient client = wiki.add("");
    issueTokens.redeem(wiki.asks(client, key.forTokens()), codeFor(client, key));
    for (TokenRequest wrong : List.of(wiki.asks(client), wiki.asks(client, other.forTokens()))) {
      ShownCode code = codeFor(client, key);
      refuses(OAuthError.INVALID_GRANT, () -> issueTokens.redeem(wrong, code));
      refuses(
          OAuthError.INVALID_GRANT,
          () -> issueTokens.redeem(wiki.asks(client, key.forTokens()), code));
    }
    assertThat(works.audited(AuditType.TOKEN_GRANT)).contains("wrong-key " + client.clientId());
  }

  @Test
  void areBoundByPushingTheRequest(KeyProofs proofs) {
    KnownClient client = wiki.add("");
    assertThat(forCode(proofs, client, key.forTokens(), Optional.empty()))
        .contains(key.thumbprint());
    Optional<String> named = Optional.of(key.thumbprint());
    assertThat(forCode(proofs, client, key.forTokens(), named)).isEqualTo(named);
    assertThat(forCode(proofs, client, ProofKey.shown(), named)).isEmpty();
    refuses(OAuthError.INVALID_DPOP_PROOF, () -> forCode(proofs, client, other.forTokens(), named));
    audits(client, "wrong-key");
  }

  private Optional<String> forCode(
      KeyProofs proofs, KnownClient client, ShownProof proof, Optional<String> named) {
    return proofs.forCode(wiki.issuer(), client, proof, named, works.client()).map(KeyProof::key);
  }

  @Test
  void areTheOnlyOnesThatAClientGetsThatWantsIt() {
    KnownClient strict = wiki.add("'dpop_bound_access_tokens': true");
    ShownCode code = code(strict);
    refuses(OAuthError.INVALID_DPOP_PROOF, () -> issueTokens.redeem(wiki.asks(strict), code));
    IssuedTokens tokens = issueTokens.redeem(wiki.asks(strict, key.forTokens()), code);
    refuses(OAuthError.INVALID_DPOP_PROOF, () -> wiki.refresh(strict, tokens));
    assertThat(refresh(strict, tokens, key).accessToken().type()).isEqualTo(TokenType.DPOP);
    audits(strict, "proof-missing", "proof-missing");
  }

  @Test
  void areForDevices(AuthorizeDevice devices) {
    KnownClient tool =
        wiki.add(
            PUBLIC
                + ", 'grant_types':"
                + " ['urn:ietf:params:oauth:grant-type:device_code', 'refresh_token']");
    StartedDevice device = devices.begin(tool, Set.of("openid"), List.of(), works.client());
    ShownProof proof = key.forTokens();
    refuses(
        OAuthError.AUTHORIZATION_PENDING,
        () -> issueTokens.ofDevice(wiki.asks(tool, proof), device.code()));
    devices.answer(ann, device.userCode(), true);
    clock.advance(Duration.ofSeconds(5));
    IssuedTokens tokens = issueTokens.ofDevice(wiki.asks(tool, proof), device.code());
    assertThat(tokens.accessToken().type()).isEqualTo(TokenType.DPOP);
    refuses(OAuthError.INVALID_GRANT, () -> wiki.refresh(tool, tokens));
    assertThat(refresh(tool, tokens, key).refreshToken()).isPresent();
  }

  @Test
  void areForProgramsThatActForThemselves(GrantClientCredentials grant) {
    KnownClient nightly =
        wiki.add("'grant_types': ['client_credentials'], 'scope': 'write', 'redirect_uris': []");
    TokenRequest asked = wiki.asks(nightly, key.forTokens());
    IssuedAccessToken token = grant.grant(asked, Set.of());
    assertThat(inspect.introspect(wiki.issuer(), nightly, token.value()).orElseThrow().key())
        .contains(key.thumbprint());
    refuses(OAuthError.INVALID_DPOP_PROOF, () -> grant.grant(asked, Set.of()));
  }
}
