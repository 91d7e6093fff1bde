package org.gatehouse.core.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gatehouse.fixture.CoreClient.bearer;
import static org.gatehouse.fixture.CoreClient.request;
import static org.gatehouse.fixture.CoreClient.with;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.gatehouse.core.account.Reauthentication;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.credential.AuthenticationMethod;
import org.gatehouse.core.credential.apikey.KeyScope;
import org.gatehouse.core.credential.password.Password;
import org.gatehouse.core.oauth.AuthorizationOutcome.Authorized;
import org.gatehouse.core.oauth.AuthorizationOutcome.Step;
import org.gatehouse.core.oauth.AuthorizationOutcome.Waiting;
import org.gatehouse.core.oauth.claims.RequestedClaims;
import org.gatehouse.core.oauth.client.KnownClient;
import org.gatehouse.core.oauth.client.OAuthError;
import org.gatehouse.core.oauth.client.OAuthRefusal;
import org.gatehouse.core.oauth.consent.Consents;
import org.gatehouse.core.oauth.grant.CodeBinding;
import org.gatehouse.core.oauth.request.Answers;
import org.gatehouse.core.oauth.request.AuthorizationRequest;
import org.gatehouse.core.oauth.request.Demands;
import org.gatehouse.core.oauth.request.Prompt;
import org.gatehouse.core.oauth.token.IssuedTokens;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.session.SessionOrigin;
import org.gatehouse.fixture.Authenticator;
import org.gatehouse.fixture.CoreClient;
import org.gatehouse.fixture.CoreDatabase;
import org.gatehouse.fixture.CoreTest;
import org.gatehouse.fixture.CoreWorkspace;
import org.gatehouse.fixture.MovableClock;
import org.junit.jupiter.api.Test;

/** Who is let in at a client, and what has to be done first. */
@CoreTest
class AuthorizeTest {
  private final CoreClient wiki;
  private final CoreWorkspace works;
  private final MovableClock clock;

  AuthorizeTest(CoreClient wiki, MovableClock clock) {
    this.wiki = wiki;
    this.works = wiki.works();
    this.clock = clock;
  }

  private AuthorizationOutcome later(AuthorizationRequest request, Caller caller) {
    clock.advance(Duration.ofSeconds(10));
    return wiki.decide(request, caller);
  }

  private static void waits(AuthorizationOutcome outcome, Step step) {
    assertThat(outcome).isEqualTo(new Waiting(step));
  }

  private static void refuses(OAuthError error, Runnable what) {
    assertThatThrownBy(what::run)
        .isInstanceOfSatisfying(
            OAuthRefusal.class, refusal -> assertThat(refusal.error()).isEqualTo(error));
  }

  @Test
  void letsPeopleOfTheWorkspaceInWhoAreLoggedIn() {
    KnownClient client = wiki.add("");
    assertThat(wiki.decide(request(client, "openid"), works.ann())).isInstanceOf(Authorized.class);
    assertThat(works.audited(AuditType.AUTHORIZATION))
        .containsExactly("ok " + client.clientId() + " openid");
    waits(
        wiki.decide(request(client, "openid"), Optional.empty(), Answers.none(clock.instant())),
        Step.LOGIN);
  }

  @Test
  void refusesWhatTheClientMayNot() {
    KnownClient client = wiki.add("'audiences': ['https://api.example.com']");
    AuthorizationRequest good = request(client, "openid");
    refuses(
        OAuthError.INVALID_REQUEST,
        () ->
            wiki.decide(
                with(
                    good,
                    new CodeBinding(
                        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty())),
                works.ann()));
    refuses(OAuthError.INVALID_SCOPE, () -> wiki.decide(request(client, "else"), works.ann()));
    refuses(
        OAuthError.INVALID_TARGET,
        () ->
            wiki.decide(
                new AuthorizationRequest(
                    client,
                    good.scopes(),
                    List.of("https://other.example.com"),
                    good.binding(),
                    good.demands(),
                    good.claims()),
                works.ann()));
    KnownClient nightly = wiki.add("'grant_types': ['client_credentials']");
    refuses(
        OAuthError.UNAUTHORIZED_CLIENT, () -> wiki.decide(request(nightly, "openid"), works.ann()));
  }

  @Test
  void doesWithoutPkceWhereTheClientIsRegisteredSo() {
    KnownClient soteria = wiki.add("'require_pkce': false");
    AuthorizationRequest plain =
        with(
            request(soteria, "openid"),
            new CodeBinding(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()));
    assertThat(wiki.decide(plain, works.ann())).isInstanceOf(Authorized.class);
  }

  @Test
  void leavesOutScopesThatTheClientMayNotHave() {
    KnownClient client = wiki.add("'grant_types': ['authorization_code']");
    wiki.decide(request(client, "openid", "offline_access", "else"), works.ann());
    assertThat(works.audited(AuditType.AUTHORIZATION))
        .containsExactly("ok " + client.clientId() + " openid");
  }

  @Test
  void wantsAnotherAccountOfPeopleOfOtherWorkspacesAndOfPrograms(CoreWorkspace others) {
    KnownClient client = wiki.add("");
    waits(wiki.decide(request(client, "openid"), others.ann()), Step.OTHER_ACCOUNT);
    Caller byKey =
        works.caller("ann", SessionOrigin.byKey(works.makeKey("ann", KeyScope.ADMINISTER).key()));
    waits(wiki.decide(request(client, "openid"), byKey), Step.OTHER_ACCOUNT);
    refuses(
        OAuthError.LOGIN_REQUIRED,
        () -> wiki.decide(with(request(client, "openid"), Prompt.NONE), others.ann()));
  }

  @Test
  void asksNobodyWherePromptIsNone() {
    KnownClient client = wiki.add("'consent': 'once'");
    AuthorizationRequest silent = with(request(client, "openid"), Prompt.NONE);
    refuses(
        OAuthError.LOGIN_REQUIRED,
        () -> wiki.decide(silent, Optional.empty(), Answers.none(clock.instant())));
    refuses(OAuthError.CONSENT_REQUIRED, () -> wiki.decide(silent, works.ann()));
  }

  @Test
  void wantsALoginSinceTheRequestForPromptLogin(Reauthentication reauthentication) {
    KnownClient client = wiki.add("");
    AuthorizationRequest anew = with(request(client, "openid"), Prompt.LOGIN);
    waits(later(anew, works.ann()), Step.REAUTHENTICATION);
    Answers since = Answers.none(clock.instant());
    clock.advance(Duration.ofSeconds(1));
    reauthentication.confirmAll(
        works.ann(), new Password(CoreWorkspace.PASSWORD), Optional.empty());
    assertThat(wiki.decide(anew, Optional.of(works.ann()), since)).isInstanceOf(Authorized.class);
    clock.advance(Duration.ofHours(1));
    assertThat(wiki.decide(anew, Optional.of(works.ann()), since))
        .as("as long as that takes")
        .isInstanceOf(Authorized.class);
    waits(later(anew, works.ann()), Step.REAUTHENTICATION);
  }

  @Test
  void wantsTheCodeAsWellHoweverRecentItWasShown(Reauthentication reauthentication) {
    KnownClient client = wiki.add("");
    Caller ann = works.ann();
    Authenticator authenticator = works.enrol(ann);
    AuthorizationRequest anew = with(request(client, "openid"), Prompt.LOGIN);
    clock.advance(Duration.ofSeconds(31));
    Answers since = Answers.none(clock.instant());
    clock.advance(Duration.ofSeconds(1));
    Password password = new Password(CoreWorkspace.PASSWORD);
    assertThatThrownBy(() -> reauthentication.confirmAll(ann, password, Optional.empty()))
        .isInstanceOf(RuntimeException.class);
    waits(wiki.decide(anew, Optional.of(ann), since), Step.REAUTHENTICATION);
    reauthentication.confirmAll(ann, password, Optional.of(authenticator.codeAfter(1)));
    assertThat(wiki.decide(anew, Optional.of(ann), since)).isInstanceOf(Authorized.class);
  }

  @Test
  void wantsALoginThatIsRecentEnough() {
    KnownClient client = wiki.add("");
    AuthorizationRequest recent =
        with(
            request(client, "openid"),
            new Demands(
                Set.of(), Optional.of(Duration.ofSeconds(60)), Optional.empty(), Optional.empty()));
    Caller ann = works.caller("ann");
    clock.advance(Duration.ofSeconds(60));
    assertThat(wiki.decide(recent, ann)).isInstanceOf(Authorized.class);
    clock.advance(Duration.ofSeconds(1));
    waits(wiki.decide(recent, ann), Step.REAUTHENTICATION);
    assertThat(wiki.decide(request(client, "openid"), ann)).isInstanceOf(Authorized.class);
    KnownClient strict = wiki.add("'default_max_age': 60");
    waits(wiki.decide(request(strict, "openid"), ann), Step.REAUTHENTICATION);
  }

  @Test
  void wantsToKnowWhenSomebodyHasLoggedInWhereTheClientDoes() {
    KnownClient client = wiki.add("'require_auth_time': true");
    Caller elsewhere =
        works.caller(
            "ann",
            SessionOrigin.byProvider(
                new SessionOrigin.Provider(
                    UUID.randomUUID(), "oidc", Optional.empty(), Optional.empty())));
    waits(wiki.decide(request(client, "openid"), elsewhere), Step.REAUTHENTICATION);
    assertThat(wiki.decide(request(wiki.add(""), "openid"), elsewhere))
        .isInstanceOf(Authorized.class);
  }

  @Test
  void asksWithWhichAccount() {
    KnownClient client = wiki.add("");
    AuthorizationRequest select = with(request(client, "openid"), Prompt.SELECT_ACCOUNT);
    waits(later(select, works.ann()), Step.SELECT_ACCOUNT);
    Instant since = clock.instant();
    Answers chosen = new Answers(since, Optional.of(works.ann().userId()), Optional.empty());
    assertThat(wiki.decide(select, Optional.of(works.ann()), chosen))
        .isInstanceOf(Authorized.class);
    works.add("bob");
    assertThat(wiki.decide(select, Optional.of(works.caller("bob")), chosen))
        .as("who has logged in for it")
        .isInstanceOf(Authorized.class);
  }

  @Test
  void isForThePersonThatTheClientMeans() {
    KnownClient client = wiki.add("");
    works.add("bob");
    AuthorizationRequest forAnn =
        with(
            request(client, "openid"),
            new Demands(
                Set.of(),
                Optional.empty(),
                Optional.of(works.ann().userId().toString()),
                Optional.empty()));
    assertThat(wiki.decide(forAnn, works.ann())).isInstanceOf(Authorized.class);
    refuses(OAuthError.LOGIN_REQUIRED, () -> wiki.decide(forAnn, works.caller("bob")));
  }

  @Test
  void isAsStrongAsItHasToBe() {
    KnownClient client = wiki.add("");
    AuthorizationRequest strong =
        with(
            request(client, "openid"),
            new Demands(Set.of(), Optional.empty(), Optional.empty(), Optional.of(Set.of("aal2"))));
    refuses(OAuthError.UNMET_AUTHENTICATION_REQUIREMENTS, () -> wiki.decide(strong, works.ann()));
    Caller twice =
        works.caller(
            "ann", SessionOrigin.byTwoFactors(false, AuthenticationMethod.ONE_TIME_PASSWORD));
    assertThat(wiki.decide(strong, twice)).isInstanceOf(Authorized.class);
  }

  @Test
  void takesNoTrustedBrowserForALoginOfThisMoment(Reauthentication reauthentication) {
    Authenticator app = works.enrol(works.ann());
    Answers since = Answers.none(clock.instant());
    clock.advance(Duration.ofSeconds(31));
    KnownClient client = wiki.add("");
    AuthorizationRequest plain = request(client, "openid");
    AuthorizationRequest recent =
        with(
            plain,
            new Demands(
                Set.of(), Optional.of(Duration.ofDays(1)), Optional.empty(), Optional.empty()));
    List<AuthorizationRequest> all =
        List.of(
            with(plain, Prompt.LOGIN),
            recent,
            request(wiki.add("'default_max_age': 3600"), "openid"));
    Caller ann = works.caller("ann", SessionOrigin.byTrustedDevice(false));

    for (AuthorizationRequest asked : all) {
      waits(wiki.decide(asked, Optional.of(ann), since), Step.REAUTHENTICATION);
    }
    assertThat(wiki.decide(plain, ann)).isInstanceOf(Authorized.class);
    assertThat(wiki.decide(with(plain, Prompt.SELECT_ACCOUNT), Optional.of(ann), since))
        .as("the account was chosen")
        .isInstanceOf(Authorized.class);

    reauthentication.confirmAll(
        ann, new Password(CoreWorkspace.PASSWORD), Optional.of(app.codeAfter(1)));
    for (AuthorizationRequest asked : all) {
      assertThat(wiki.decide(asked, Optional.of(ann), since)).isInstanceOf(Authorized.class);
    }
  }

  @Test
  void asksWhoeverIsInByATrustedBrowserForWhatIsStronger(Reauthentication reauthentication) {
    Authenticator app = works.enrol(works.ann());
    clock.advance(Duration.ofSeconds(31));
    KnownClient client = wiki.add("");
    Caller ann = works.caller("ann", SessionOrigin.byTrustedDevice(false));
    AuthorizationRequest strong = ofLevel(client, Set.of(), "aal2");

    waits(wiki.decide(strong, ann), Step.REAUTHENTICATION);
    refuses(
        OAuthError.LOGIN_REQUIRED,
        () -> wiki.decide(ofLevel(client, Set.of(Prompt.NONE), "aal2"), ann));
    refuses(
        OAuthError.UNMET_AUTHENTICATION_REQUIREMENTS,
        () -> wiki.decide(ofLevel(client, Set.of(), "aal3"), ann));

    reauthentication.confirmAll(
        ann, new Password(CoreWorkspace.PASSWORD), Optional.of(app.codeAfter(1)));
    assertThat(wiki.decide(strong, ann)).isInstanceOf(Authorized.class);
  }

  private static AuthorizationRequest ofLevel(
      KnownClient client, Set<Prompt> prompts, String level) {
    return with(
        request(client, "openid"),
        new Demands(prompts, Optional.empty(), Optional.empty(), Optional.of(Set.of(level))));
  }

  @Test
  void tellsTheVersionBeforeOfATrustedBrowserInWordsThatItKnows(CoreDatabase database) {
    Caller ann = works.caller("ann", SessionOrigin.byTrustedDevice(false));
    wiki.decide(request(wiki.add(""), "openid"), ann);

    assertThat(
            database.texts(
                "select coalesce(met, '-') || ' ' || by_trusted_device from login_session"
                    + " where id = ?",
                ann.sessionId()))
        .containsExactly("- TRUE");
    assertThat(
            database.texts(
                "select met || ' ' || by_trusted_device from oauth_grant where session_id = ?",
                ann.sessionId()))
        .containsExactly("not-required TRUE");
  }

  @Test
  void isForPeopleWithARoleWhereTheClientWantsOne() {
    KnownClient client = wiki.add("'roles': ['workspace-admin']");
    works.add("bob");
    assertThat(wiki.decide(request(client, "openid"), works.ann())).isInstanceOf(Authorized.class);
    refuses(
        OAuthError.ACCESS_DENIED,
        () -> wiki.decide(request(client, "openid"), works.caller("bob")));
  }

  @Test
  void asksOnceForConsent(Consents consents) {
    KnownClient client = wiki.add("'consent': 'once'");
    Caller ann = works.ann();
    AuthorizationRequest request = request(client, "openid", "email");
    waits(wiki.decide(request, ann), Step.CONSENT);
    Answers yes = new Answers(clock.instant(), Optional.of(ann.userId()), Optional.of(true));
    Answers no = new Answers(clock.instant(), Optional.of(ann.userId()), Optional.of(false));
    assertThat(wiki.decide(request, Optional.of(ann), yes)).isInstanceOf(Authorized.class);
    refuses(OAuthError.ACCESS_DENIED, () -> wiki.decide(request, Optional.of(ann), no));
    works.add("bob");
    waits(wiki.decide(request, Optional.of(works.caller("bob")), yes), Step.CONSENT);

    consents.add(ann, client, Set.of("openid", "email"));
    assertThat(wiki.decide(request, ann)).isInstanceOf(Authorized.class);
    waits(wiki.decide(request(client, "openid", "profile"), ann), Step.CONSENT);
    waits(wiki.decide(with(request, Prompt.CONSENT), ann), Step.CONSENT);
    assertThat(consents.withdraw(ann, client.id())).isTrue();
    assertThat(consents.withdraw(ann, client.id())).isFalse();
    waits(wiki.decide(request, ann), Step.CONSENT);
    assertThat(works.audited(AuditType.CONSENT)).containsExactly("ok " + client.clientId());
    assertThat(works.audited(AuditType.CONSENT_WITHDRAW))
        .containsExactly("ok " + client.clientId());
  }

  @Test
  void asksForConsentToWhatIsAskedForByName(
      Authorize authorize, Consents consents, ReadUserinfo userinfo) {
    KnownClient client = wiki.add("'consent': 'once'");
    Caller ann = works.ann();
    consents.add(ann, client, Set.of("openid"));
    AuthorizationRequest named =
        with(
            request(client, "openid"),
            new RequestedClaims(Set.of("groups", "email", "phone_number"), Set.of("email")));
    waits(wiki.decide(named, ann), Step.CONSENT);
    Set<String> asked = authorize.toAllow(named);
    assertThat(asked).containsExactlyInAnyOrder("openid", "email", "groups");

    consents.add(ann, client, asked);
    IssuedTokens tokens = wiki.redeem(client, wiki.code(named, ann));
    assertThat(
            userinfo
                .read(wiki.issuer(), bearer(tokens.accessToken().value()), works.client())
                .claims())
        .containsOnlyKeys("email");
    assertThat(tokens.accessToken().scopes()).containsExactly("openid");
  }

  @Test
  void asksForConsentOnDemandOfTheWorkspacesOwnClientsToo() {
    KnownClient client = wiki.add("");
    waits(wiki.decide(with(request(client, "openid"), Prompt.CONSENT), works.ann()), Step.CONSENT);
  }
}
