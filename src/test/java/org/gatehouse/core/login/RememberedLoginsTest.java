package org.gatehouse.core.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.administration.ChangeUser;
import org.gatehouse.core.administration.UserChange;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.credential.password.Password;
import org.gatehouse.core.credential.password.Passwords;
import org.gatehouse.core.guard.GivenFailures;
import org.gatehouse.core.login.RememberedLogins.Recognised;
import org.gatehouse.core.refusal.LimitExceeded;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.session.Client;
import org.gatehouse.core.session.Sessions;
import org.gatehouse.core.user.DisplayName;
import org.gatehouse.fixture.AtOnce;
import org.gatehouse.fixture.CoreTest;
import org.gatehouse.fixture.CoreWorkspace;
import org.gatehouse.fixture.MovableClock;
import org.junit.jupiter.api.Test;

/** Credentials that come with every request open one session, until anything changes. */
@CoreTest
class RememberedLoginsTest {
  private static final String WRONG = "wrong horse battery staple";

  private final RememberedLogins remembered;
  private final CoreWorkspace works;
  private final Sessions sessions;
  private final MovableClock clock;

  RememberedLoginsTest(
      RememberedLogins remembered, CoreWorkspace works, Sessions sessions, MovableClock clock) {
    this.remembered = remembered;
    this.works = works;
    this.sessions = sessions;
    this.clock = clock;
  }

  private Optional<Caller> logIn(String password) {
    return remembered.logIn(works.attempt("ann", password)).map(Recognised::caller);
  }

  private UUID session() {
    return logIn(CoreWorkspace.PASSWORD).orElseThrow().sessionId();
  }

  @Test
  void openOneSessionForManyRequests(Authentication authentication) {
    UUID first = session();

    assertThat(session()).isEqualTo(first);
    assertThat(works.audited(AuditType.LOGIN)).hasSize(1);
    String token =
        remembered
            .logIn(works.attempt("ann", CoreWorkspace.PASSWORD))
            .orElseThrow()
            .token()
            .value();
    assertThat(authentication.authenticateCookie(token, works.client()).orElseThrow().sessionId())
        .isEqualTo(first);
  }

  @Test
  void openOneSessionForManyAtOnce() {
    assertThat(AtOnce.call(6, this::session).stream().distinct()).hasSize(1);
    assertThat(works.audited(AuditType.LOGIN)).hasSize(1);
  }

  @Test
  void areNotRememberedWhereTheyAreWrong() {
    session();

    assertThat(logIn(WRONG)).isEmpty();
    assertThat(logIn(WRONG)).isEmpty();
    assertThat(works.audited(AuditType.LOGIN))
        .containsExactly("ok password", "wrong-password", "wrong-password");
  }

  @Test
  void areRememberedForEachAddressAndEachWayToNameTheWorkspace() {
    UUID first = session();
    Client elsewhere = new Client("JUnit", works.client().address().replaceAll("1$", "2"));

    assertThat(
            remembered
                .logIn(works.attempt("ann", CoreWorkspace.PASSWORD, elsewhere))
                .orElseThrow()
                .caller()
                .sessionId())
        .isNotEqualTo(first);
    LoginAttempt qualified =
        LoginAttempt.ofPerson(
            Optional.empty(),
            Optional.empty(),
            works.uid() + "/ann",
            CoreWorkspace.PASSWORD,
            false,
            works.client());
    assertThat(remembered.logIn(qualified).orElseThrow().caller().sessionId()).isNotEqualTo(first);
  }

  @Test
  void areForgottenWhenTheSessionEnds() {
    UUID first = session();
    sessions.end(works.ann().userId(), first);

    assertThat(session()).isNotEqualTo(first);
  }

  @Test
  void areForgottenWhenThePersonIsChanged(ChangeUser changeUser) {
    UUID first = session();
    changeUser.change(
        works.ann(),
        "ann",
        new UserChange(
            Optional.empty(),
            Optional.of(new DisplayName("Ann Other")),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));

    assertThat(session()).isNotEqualTo(first);
  }

  @Test
  void areNoneOnceThePasswordIsAnotherWhicheverNodeHasChangedIt(Passwords passwords) {
    session();
    passwords.set(works.ann().userId(), passwords.hash(new Password(WRONG)));

    clock.advance(Duration.ofSeconds(4));
    assertThat(logIn(CoreWorkspace.PASSWORD)).isEmpty();
    assertThat(logIn(WRONG)).isPresent();
  }

  @Test
  void tellNobodyWhoNeedsACode() {
    works.enrol(works.ann());

    assertThat(logIn(CoreWorkspace.PASSWORD)).isEmpty();
  }

  @Test
  void passOnThatTooMuchHasFailed() {
    assertThatThrownBy(() -> GivenFailures.ofAddress(works.client().address(), 1_000))
        .isInstanceOf(LimitExceeded.class);

    assertThatThrownBy(() -> logIn(CoreWorkspace.PASSWORD)).isInstanceOf(LimitExceeded.class);
    assertThatThrownBy(() -> logIn(CoreWorkspace.PASSWORD)).isInstanceOf(LimitExceeded.class);
  }
}
