package org.gatehouse.core.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.gatehouse.core.account.ChangePassword;
import org.gatehouse.core.credential.password.Password;
import org.gatehouse.core.login.LoginOutcome.LoggedIn;
import org.gatehouse.core.session.Client;
import org.gatehouse.fixture.Authenticator;
import org.gatehouse.fixture.CoreTest;
import org.gatehouse.fixture.CoreWorkspace;
import org.gatehouse.fixture.MovableClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** People are told of logins in browsers that aren't known to be theirs, and of recovery codes. */
@CoreTest
class RememberDeviceTest {
  private static final String FIREFOX =
      "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

  private final Login login;
  private final RememberDevice rememberDevice;
  private final CoreWorkspace works;
  private final MovableClock clock;

  RememberDeviceTest(
      Login login, RememberDevice rememberDevice, CoreWorkspace works, MovableClock clock) {
    this.login = login;
    this.rememberDevice = rememberDevice;
    this.works = works;
    this.clock = clock;
  }

  @BeforeEach
  void add() {
    works.add("bob");
  }

  private LoggedIn logIn(String password, Optional<String> kept) {
    Client browser = new Client(FIREFOX, works.client().address(), "de", kept, "r1");
    return (LoggedIn) login.login(works.attempt("bob", password, browser));
  }

  /** Logs in in a browser that keeps this; answers what it keeps then. */
  private String enter(Optional<String> kept) {
    return rememberDevice.remember(logIn(CoreWorkspace.PASSWORD, kept));
  }

  @Test
  void tellsOfABrowserThatIsNotKnown() {
    enter(Optional.empty());
    assertThat(works.mails("bob")).as("the first login of all").isEmpty();

    String kept = enter(Optional.empty());
    assertThat(works.mails("bob")).containsExactly("new-device");
    assertThat(works.latestMail("bob"))
        .contains(
            "Anmeldung in einem neuen Browser",
            works.uid() + "/bob",
            "Wann: 2030-01-01 12:00 UTC",
            "Browser: Firefox · Linux",
            "Adresse: " + works.client().address(),
            "http://localhost:8080/account/activity");

    kept = enter(Optional.of(kept));
    enter(Optional.of(kept));
    assertThat(works.mails("bob")).as("it is known by now").hasSize(1);
    enter(Optional.of("something else"));
    assertThat(works.mails("bob")).hasSize(2);
  }

  @Test
  void knowsABrowserOfSeveralPeople() {
    enter(Optional.empty());
    works.add("carl");
    String kept = enter(Optional.empty());
    Client browser = new Client(FIREFOX, works.client().address(), "", Optional.of(kept), "r1");
    login.login(works.attempt("carl", CoreWorkspace.PASSWORD));
    var carl = (LoggedIn) login.login(works.attempt("carl", CoreWorkspace.PASSWORD, browser));
    kept = rememberDevice.remember(carl);
    assertThat(works.mails("carl")).containsExactly("new-device");
    enter(Optional.of(kept));
    assertThat(works.mails("bob")).hasSize(1);
  }

  /** What a browser keeps is worth nothing with another password, on purpose. */
  @Test
  void knowsNoBrowserOnceThePasswordIsAnother(ChangePassword changePassword) {
    enter(Optional.empty());
    String kept = enter(Optional.empty());
    String other = "another long sentence";
    clock.advance(Duration.ofMinutes(1));
    changePassword.change(
        works.caller("bob"),
        new Password(CoreWorkspace.PASSWORD),
        Optional.empty(),
        new Password(other));
    rememberDevice.remember(logIn(other, Optional.of(kept)));
    assertThat(works.mails("bob")).containsExactly("new-device", "password-changed", "new-device");
  }

  @Test
  void tellsOfARecoveryCodeAndHowManyAreLeft() {
    Authenticator app = works.enrol(works.caller("bob"));
    List<String> before = works.mails("bob");
    LoginAttempt attempt = works.attempt("bob", CoreWorkspace.PASSWORD);
    String code = app.recoveryCodes().get(0);
    assertThat(login.login(with(attempt, code))).isInstanceOf(LoggedIn.class);
    assertThat(works.mails("bob")).hasSize(before.size() + 1).endsWith("recovery-code-used");
    assertThat(works.latestMail("bob")).contains("Codes that are left: 9.", "/account/activity");

    assertThat(login.login(with(attempt, code))).isNotInstanceOf(LoggedIn.class);
    assertThat(works.mails("bob")).as("it was used before").hasSize(before.size() + 1);
  }

  private static LoginAttempt with(LoginAttempt attempt, String code) {
    return new LoginAttempt(
        attempt.workspace(),
        attempt.hint(),
        attempt.userName(),
        attempt.password(),
        attempt.apiKey(),
        Optional.of(code),
        attempt.remembered(),
        attempt.trusted(),
        attempt.client());
  }
}
