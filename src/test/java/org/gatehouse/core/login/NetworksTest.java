package org.gatehouse.core.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import org.gatehouse.core.administration.ManageAuthenticationPolicy;
import org.gatehouse.core.administration.ManageDeveloperKeys;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.credential.apikey.ApiKeyName;
import org.gatehouse.core.credential.apikey.KeyScope;
import org.gatehouse.core.credential.apikey.MadeApiKey;
import org.gatehouse.core.login.LoginOutcome.LoggedIn;
import org.gatehouse.core.login.LoginOutcome.Refused;
import org.gatehouse.core.login.LoginOutcome.SecondFactorRequired;
import org.gatehouse.core.policy.AccountBounds;
import org.gatehouse.core.policy.AllowedNetworks;
import org.gatehouse.core.policy.AuthenticationLimits;
import org.gatehouse.core.policy.AuthenticationPolicyChange;
import org.gatehouse.core.policy.KeyBounds;
import org.gatehouse.core.policy.PolicyRule;
import org.gatehouse.core.policy.SecondFactorChange;
import org.gatehouse.core.policy.SecondFactorDemand;
import org.gatehouse.core.policy.SessionBounds;
import org.gatehouse.core.refusal.Conflict;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.session.Client;
import org.gatehouse.core.token.TokenIssuer;
import org.gatehouse.fixture.Authenticator;
import org.gatehouse.fixture.CoreTest;
import org.gatehouse.fixture.CoreWorkspace;
import org.gatehouse.fixture.MovableClock;
import org.junit.jupiter.api.Test;

/** Workspaces that let people and programs come from some networks only. */
@CoreTest
class NetworksTest {
  private static final Client ELSEWHERE = new Client("JUnit", "203.0.113.9");

  private final ManageAuthenticationPolicy manage;
  private final Login login;
  private final CoreWorkspace works;
  private final MovableClock clock;

  NetworksTest(
      ManageAuthenticationPolicy manage, Login login, CoreWorkspace works, MovableClock clock) {
    this.manage = manage;
    this.login = login;
    this.works = works;
    this.clock = clock;
  }

  private void allow(String... networks) {
    manage.change(
        works.ann(),
        new AuthenticationPolicyChange(
            new SecondFactorChange(SecondFactorDemand.NOT_REQUIRED, List.of(), 0),
            new AuthenticationLimits(
                OptionalInt.empty(),
                SessionBounds.NONE,
                0,
                KeyBounds.NONE,
                AllowedNetworks.of(List.of(networks)),
                AccountBounds.NONE),
            OptionalLong.empty()));
  }

  private void allowOwn() {
    allow(works.client().address() + "/32", "2001:db8::/32");
  }

  private LoginOutcome logIn(Client client) {
    return login.login(works.attempt("ann", CoreWorkspace.PASSWORD, client));
  }

  @Test
  void logInFromThereOnly() {
    allowOwn();

    assertThat(logIn(works.client())).isInstanceOf(LoggedIn.class);
    assertThat(logIn(new Client("JUnit", "2001:db8::1"))).isInstanceOf(LoggedIn.class);
    assertThat(logIn(ELSEWHERE)).isInstanceOf(Refused.class);
    assertThat(works.audited(AuditType.LOGIN)).endsWith("network");
    allow();
    clock.advance(Duration.ofMinutes(1));
    assertThat(logIn(ELSEWHERE)).isInstanceOf(LoggedIn.class);
  }

  @Test
  void goOnWithTheSecondStepFromThereOnly(PendingLogins pendingLogins) {
    Authenticator app = works.enrol(works.ann());
    clock.advance(Duration.ofSeconds(31));
    allowOwn();
    SecondFactorRequired required = (SecondFactorRequired) logIn(works.client());
    String pending = pendingLogins.open(required, false);

    assertThat(login.complete(pending, app.codeAfter(1), ELSEWHERE)).isInstanceOf(Refused.class);
    assertThat(login.complete(pending, app.codeAfter(1), works.client()))
        .isInstanceOf(LoggedIn.class);
  }

  @Test
  void useSessionsFromThereOnly(Authentication authentication, TokenIssuer tokens) {
    Caller ann = works.caller("ann");
    String token = tokens.issue(ann).value();
    String cookie = tokens.issueForCookie(ann).value();
    assertThat(authentication.authenticate(token, ELSEWHERE)).as("before").isPresent();
    allowOwn();

    for (int times = 0; times < 3; times++) {
      assertThat(authentication.authenticate(token, ELSEWHERE)).isEmpty();
      assertThat(authentication.authenticateCookie(cookie, ELSEWHERE)).isEmpty();
    }
    assertThat(authentication.authenticate(token, works.client())).isPresent();
    assertThat(authentication.authenticateCookie(cookie, works.client())).isPresent();
    assertThat(works.audited(AuditType.SESSION_REFUSE)).as("once").containsExactly("network");
  }

  @Test
  void useKeysFromThereOnly(Applications applications, ManageDeveloperKeys developerKeys) {
    MadeApiKey key = works.makeKey("ann", KeyScope.LOGIN);
    MadeApiKey ofApplication =
        developerKeys.make(works.caller("ann"), new ApiKeyName("App"), Optional.empty());
    allowOwn();

    assertThat(login.login(byKey(key, ELSEWHERE))).isInstanceOf(Refused.class);
    assertThat(works.audited(AuditType.LOGIN)).endsWith("network");
    assertThat(login.login(byKey(key, works.client()))).isInstanceOf(LoggedIn.class);
    for (int times = 0; times < 2; times++) {
      assertThat(applications.recognise(works.uid(), ofApplication.secret(), ELSEWHERE)).isEmpty();
      assertThat(applications.recognise(works.uid(), ofApplication.secret(), works.client()))
          .isPresent();
    }
    UUID id = ofApplication.key().id();
    assertThat(works.audited(AuditType.APPLICATION))
        .containsExactly("network " + id, "network " + id);
  }

  private LoginAttempt byKey(MadeApiKey key, Client client) {
    return LoginAttempt.ofProgram(
        Optional.of(works.uid()), Optional.empty(), "ann", key.secret(), Optional.empty(), client);
  }

  @Test
  void areRecognisedWithTheirCredentialsFromThereOnly(RememberedLogins remembered) {
    LoginAttempt given = works.attempt("ann", CoreWorkspace.PASSWORD, ELSEWHERE);
    assertThat(remembered.logIn(given)).isPresent();
    allowOwn();

    clock.advance(Duration.ofSeconds(5));
    assertThat(remembered.logIn(given)).isEmpty();
    assertThat(works.audited(AuditType.LOGIN)).endsWith("network");
  }

  @Test
  void areNoneWithoutTheOwn() {
    assertThatThrownBy(() -> allow("203.0.113.0/24"))
        .isInstanceOfSatisfying(
            Conflict.class,
            refused -> assertThat(refused.rule()).isEqualTo(PolicyRule.OWN_NETWORK));
    allowOwn();
    assertThat(works.auditedChange(AuditType.AUTHENTICATION_POLICY))
        .contains("networks", "2001:db8");
  }
}
