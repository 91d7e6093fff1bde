package org.gatehouse.core.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gatehouse.core.credential.AuthenticationMethod.ONE_TIME_PASSWORD;
import static org.gatehouse.core.credential.AuthenticationMethod.PASSKEY;
import static org.gatehouse.core.credential.AuthenticationMethod.PASSWORD;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.gatehouse.core.credential.AuthenticationMethod;
import org.gatehouse.core.credential.SecondFactor;
import org.gatehouse.core.credential.password.GivenPasswords;
import org.gatehouse.core.credential.password.Password;
import org.gatehouse.core.credential.password.PasswordPolicy;
import org.gatehouse.core.credential.totp.GivenTotp;
import org.gatehouse.core.database.Transactions;
import org.gatehouse.core.limit.GivenLimits;
import org.gatehouse.core.provider.SignOnPolicies;
import org.gatehouse.core.session.AuthenticationContext;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.session.Client;
import org.gatehouse.core.session.GivenSessions;
import org.gatehouse.core.user.DisplayName;
import org.gatehouse.core.user.EmailAddress;
import org.gatehouse.core.user.Preferences;
import org.gatehouse.core.user.User;
import org.gatehouse.core.user.UserName;
import org.gatehouse.core.user.Users;
import org.gatehouse.core.workspace.Workspace;
import org.gatehouse.core.workspace.WorkspaceName;
import org.gatehouse.core.workspace.WorkspaceUid;
import org.gatehouse.fixture.Given;
import org.gatehouse.fixture.MovableClock;
import org.junit.jupiter.api.Test;

/** A session says who somebody was; what outlasts it wants to know who somebody is. */
class RecentAuthenticationTest {
  private static final Instant LOGIN = Instant.parse("2030-01-01T12:00:00Z");
  private static final Duration WINDOW = Duration.ofMinutes(10);
  private static final User USER =
      new User(
          new Workspace(new WorkspaceName("CorpInc AG"), new WorkspaceUid("corpinc"), LOGIN),
          new UserName("ann"),
          new EmailAddress("ann@example.com"),
          new DisplayName("Ann"),
          LOGIN);

  private static final Password CURRENT = new Password("correct horse battery staple");
  private static final Password NEXT = new Password("another horse battery staple");

  private final MovableClock clock = new MovableClock(LOGIN);
  private Optional<AuthenticationContext> session = Optional.empty();
  private boolean secondFactorOn;

  private final RecentAuthentication recent =
      new RecentAuthentication(
          GivenSessions.of(() -> session),
          new SecondFactor(List.of(GivenTotp.of(() -> secondFactorOn))),
          GivenPasswords.none(),
          new SignOnPolicies(),
          Given.settings(Map.of()),
          clock);

  private static Caller caller(String source) {
    return new Caller(
        UUID.randomUUID(),
        UUID.randomUUID(),
        UUID.randomUUID(),
        "CorpInc AG",
        "corpinc",
        "ann",
        "Ann",
        "ann@example.com",
        Preferences.NONE,
        Set.of("user"),
        Set.of(),
        LOGIN.plus(Duration.ofHours(12)),
        source,
        OptionalLong.empty(),
        Client.UNKNOWN);
  }

  private final Caller ann = caller(Caller.LOCAL);
  private final Caller bob = caller("oidc");

  private void shown(AuthenticationMethod... methods) {
    session =
        Optional.of(
            new AuthenticationContext(
                Set.of(methods), Optional.of(LOGIN), false, Optional.empty()));
  }

  private void isMissing(Caller caller, String... missing) {
    assertThatThrownBy(() -> recent.require(caller))
        .isInstanceOfSatisfying(
            ReauthenticationRequired.class,
            refused -> assertThat(refused.missing()).containsExactlyInAnyOrder(missing));
  }

  @Test
  void aPasskeyIsAllThatIsNeeded() {
    secondFactorOn = true;
    shown(PASSKEY);
    recent.require(ann);

    clock.advance(WINDOW.plusNanos(1));
    isMissing(ann, "pwd", "otp");
  }

  @Test
  void aPasswordCountsForTenMinutes() {
    shown(PASSWORD);
    clock.advance(WINDOW);
    recent.require(ann);

    clock.advance(Duration.ofNanos(1));
    isMissing(ann, "pwd");
  }

  @Test
  void aPasswordAloneIsNotEnoughWhereASecondFactorIsOn() {
    shown(PASSWORD);
    secondFactorOn = true;
    isMissing(ann, "otp");
    assertThat(recent.isCodeMissing(ann)).isTrue();

    shown(PASSWORD, ONE_TIME_PASSWORD);
    recent.require(ann);
    clock.advance(WINDOW.plusNanos(1));
    isMissing(ann, "otp", "pwd");
  }

  @Test
  void aSessionThatHasEndedCountsForNothing() {
    isMissing(ann, "pwd");
    isMissing(bob, "provider");
  }

  @Test
  void aKeyIsNoProofOfItsOwner() {
    session =
        Optional.of(new AuthenticationContext(Set.of(), Optional.empty(), true, Optional.empty()));
    isMissing(ann, "pwd");
    // What administrators do is another matter: the key was made for it, or has no rank.
    recent.requireOfAdministrator(ann);
  }

  @Test
  void whoHasNoPasswordShowsTheProvider() {
    session =
        Optional.of(new AuthenticationContext(Set.of(), Optional.empty(), false, Optional.empty()));
    isMissing(bob, "provider");

    session =
        Optional.of(
            new AuthenticationContext(Set.of(), Optional.of(LOGIN), false, Optional.empty()));
    recent.require(bob);
    recent.requireOfAdministrator(bob);
    clock.advance(WINDOW.plusNanos(1));
    isMissing(bob, "provider");
  }

  @Test
  void isWantedByEachChangeOfTheOwnAccountWhateverAPageHasAsked() {
    Users users =
        new Users(null) {
          @Override
          public Optional<User> toBeChanged(UUID id) {
            return Optional.of(USER);
          }
        };
    var ownUser = new OwnUser(users, recent, null, null);
    var transactions = new Transactions();
    var changePassword =
        new ChangePassword(
            confirmed(), recent, good(), GivenPasswords.none(), null, ownUser, transactions);
    var profile =
        new ChangeProfile(ownUser, null, GivenLimits.inMemory(Given.vault(), clock), transactions);
    var enrolment = new EnrolSecondFactor(ownUser, null, null, null, null, null);
    var turnOff =
        new TurnOffSecondFactor(
            recent, new PasswordPolicy(Given.settings(Map.of())), ownUser, null, null, null, null);

    isRefused(() -> changePassword.change(ann, CURRENT, Optional.empty(), NEXT));
    isRefused(() -> enrolment.begin(ann));
    isRefused(() -> enrolment.confirm(ann, "000000"));
    isRefused(() -> enrolment.renewRecoveryCodes(ann));
    isRefused(() -> turnOff.turnOff(ann, new Password("a long password to stand alone")));
    isRefused(() -> profile.moveTo(ann, new EmailAddress("thief@example.com")));
  }

  /** What a page has asked for, just now. */
  private static Reauthentication confirmed() {
    return new Reauthentication(null, null, null, null, null, null, null) {
      @Override
      public void confirm(Caller caller, Password current, Optional<String> code) {}
    };
  }

  private static UserPasswordPolicy good() {
    return new UserPasswordPolicy(null, null, null, null) {
      @Override
      public void check(UUID userId, Password password) {}
    };
  }

  private static void isRefused(ThrowingCallable change) {
    assertThatThrownBy(change).isInstanceOf(ReauthenticationRequired.class);
  }
}
