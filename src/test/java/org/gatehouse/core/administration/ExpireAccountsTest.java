package org.gatehouse.core.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.gatehouse.core.account.ReauthenticationRequired;
import org.gatehouse.core.account.SecurityNotices;
import org.gatehouse.core.account.ShutOut;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.credential.apikey.ApiKeyOwner;
import org.gatehouse.core.credential.apikey.ApiKeys;
import org.gatehouse.core.credential.apikey.KeyScope;
import org.gatehouse.core.database.Transactions;
import org.gatehouse.core.login.LoginOutcome.LoggedIn;
import org.gatehouse.core.refusal.Conflict;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.session.Sessions;
import org.gatehouse.core.user.User;
import org.gatehouse.core.user.Users;
import org.gatehouse.fixture.CoreDatabase;
import org.gatehouse.fixture.CoreTest;
import org.gatehouse.fixture.CoreWorkspace;
import org.gatehouse.fixture.MovableClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Accounts that end by themselves. */
@CoreTest
class ExpireAccountsTest {
  private static final Duration HOUR = Duration.ofHours(1);

  private final ExpireAccounts expireAccounts;
  private final ChangeUser changeUser;
  private final Sessions sessions;
  private final CoreWorkspace works;
  private final CoreDatabase database;
  private final MovableClock clock;

  ExpireAccountsTest(
      ExpireAccounts expireAccounts,
      ChangeUser changeUser,
      Sessions sessions,
      CoreWorkspace works,
      CoreDatabase database,
      MovableClock clock) {
    this.expireAccounts = expireAccounts;
    this.changeUser = changeUser;
    this.sessions = sessions;
    this.works = works;
    this.database = database;
    this.clock = clock;
  }

  @BeforeEach
  void addBob() {
    works.add("bob");
  }

  private void expireIn(Duration time) {
    changeUser.change(
        works.ann(), "bob", UserChange.expiry(Optional.of(clock.instant().plus(time))));
  }

  private boolean letsIn() {
    return works.logIn("bob", CoreWorkspace.PASSWORD) instanceof LoggedIn;
  }

  @Test
  void nobodyGetsInNorGoesOnAfterThatMoment() {
    Caller before = works.caller("bob");
    expireIn(HOUR);
    Caller meanwhile = works.caller("bob");
    assertThat(letsIn()).isTrue();
    assertThat(sessions.current(before.sessionId())).isPresent();

    clock.advance(HOUR);

    assertThat(letsIn()).isFalse();
    assertThat(sessions.current(before.sessionId())).isEmpty();
    assertThat(sessions.current(meanwhile.sessionId())).isEmpty();
    assertThat(works.audited(AuditType.LOGIN)).last().asString().startsWith("expired");
    assertThat(works.audited(AuditType.USER_EXPIRY)).containsExactly("ok");
  }

  @Test
  void anAccountIsDeactivatedOnceAndItsKeysEnd(ApiKeys keys) {
    works.makeKey("bob", KeyScope.LOGIN);
    expireIn(HOUR);
    expireAccounts.run();
    assertThat(works.user("bob").isActive()).isTrue();
    clock.advance(HOUR);

    expireAccounts.run();
    expireAccounts.run();

    assertThat(works.user("bob").isActive()).isFalse();
    assertThat(keys.of(ApiKeyOwner.user(works.user("bob")))).isEmpty();
    assertThat(works.audited(AuditType.USER_DEACTIVATE)).containsExactly("expired");
    assertThat(works.user("ann").isActive()).isTrue();
  }

  @Test
  void thePersonIsToldOnceAWeekBefore() {
    expireIn(Duration.ofDays(30));
    expireAccounts.run();
    assertThat(works.mails("bob")).isEmpty();
    clock.advance(Duration.ofDays(23));

    expireAccounts.run();
    expireAccounts.run();

    assertThat(works.mails("bob")).containsExactly("account-expires");
    assertThat(works.latestMail("bob")).contains(works.uid() + "/bob").contains("UTC");
  }

  @Test
  void whoGetsNoLetterIsToldOnceThereIsAnAddress() {
    database.update(
        "update user_account set confirmed_email = null, confirmed_email_key = null where id = ?",
        works.user("bob").id());
    expireIn(Duration.ofDays(3));
    expireAccounts.run();
    assertThat(works.mails("bob")).isEmpty();

    works.change("bob", User::confirmEmail);
    expireAccounts.run();

    assertThat(works.mails("bob")).containsExactly("account-expires");
  }

  @Test
  void isLookedAtAgainUnderTheLock() {
    expireIn(Duration.ofDays(3));
    works.add("carol");
    Instant now = clock.instant();
    Instant soon = now.plus(ExpireAccounts.NOTICE);

    assertThat(works.user("bob").isToBeToldOfExpiry(now, soon)).isTrue();
    assertThat(works.user("carol").isToBeToldOfExpiry(now, soon)).isFalse();
    expireIn(Duration.ofDays(30));
    assertThat(works.user("bob").isToBeToldOfExpiry(now, soon)).isFalse();
    expireIn(Duration.ofDays(3));
    works.change("bob", user -> user.activate(false));
    assertThat(works.user("bob").isToBeToldOfExpiry(now, soon)).isFalse();
  }

  @Test
  void whatFailsForOneIsDoneForTheOthers(
      Users users, ShutOut shutOut, SecurityNotices notices, Transactions transactions) {
    works.add("carol");
    for (String name : List.of("bob", "carol")) {
      works.change(name, user -> user.expireAt(Optional.of(clock.instant())));
    }
    Transactions failing =
        new Transactions() {
          private boolean failed;

          @Override
          public void run(Runnable work) {
            if (!failed) {
              failed = true;
              throw new IllegalStateException("a deadlock");
            }
            transactions.run(work);
          }
        };

    ExpireAccounts unlucky =
        new ExpireAccounts(users, new EachUser(failing), shutOut, notices, clock);
    unlucky.run();

    assertThat(List.of(works.user("bob").isActive(), works.user("carol").isActive()))
        .containsExactlyInAnyOrder(true, false);
    unlucky.run();
    assertThat(works.user("bob").isActive()).isFalse();
    assertThat(works.user("carol").isActive()).isFalse();
  }

  @Test
  void anotherMomentIsToldAnew() {
    expireIn(Duration.ofDays(3));
    expireAccounts.run();
    expireIn(Duration.ofDays(5));

    expireAccounts.run();

    assertThat(works.mails("bob")).hasSize(2);
  }

  @Test
  void theEndIsTakenAway() {
    expireIn(HOUR);
    changeUser.change(works.ann(), "bob", UserChange.expiry(Optional.empty()));
    clock.advance(HOUR);

    expireAccounts.run();

    assertThat(letsIn()).isTrue();
  }

  @Test
  void activationTakesAPastEndAway() {
    expireIn(HOUR);
    clock.advance(HOUR);
    expireAccounts.run();

    changeUser.change(works.caller("ann"), "bob", UserChange.active(true));
    expireAccounts.run();

    assertThat(works.user("bob").expiresAt()).isEmpty();
    assertThat(letsIn()).isTrue();
  }

  @Test
  void whoComesBackOrStaysLongerIsLetByWhoHasShownWhoItIs() {
    expireIn(Duration.ofDays(30));
    works.add("carol");
    changeUser.change(works.ann(), "carol", UserChange.active(false));
    clock.advance(HOUR);
    Instant end = works.user("bob").expiresAt().orElseThrow();
    Optional<Instant> later = Optional.of(end.plusSeconds(1));

    for (Runnable attempt :
        List.<Runnable>of(
            () -> changeUser.change(works.ann(), "bob", UserChange.expiry(Optional.empty())),
            () -> changeUser.change(works.ann(), "bob", UserChange.expiry(later)),
            () -> changeUser.change(works.ann(), "carol", UserChange.active(true)))) {
      assertThatThrownBy(attempt::run).isInstanceOf(ReauthenticationRequired.class);
    }
    assertThat(works.user("bob").expiresAt()).contains(end);

    changeUser.change(works.ann(), "bob", UserChange.expiry(Optional.of(end.minusSeconds(1))));
    changeUser.change(works.caller("ann"), "bob", UserChange.expiry(Optional.empty()));
    changeUser.change(works.caller("ann"), "carol", UserChange.active(true));
    assertThat(works.user("bob").expiresAt()).isEmpty();
    assertThat(works.user("carol").isActive()).isTrue();
  }

  @Test
  void administratorsDoNotExpire() {
    works.addAdministrator("dora");
    Optional<Instant> soon = Optional.of(clock.instant().plus(HOUR));
    expireIn(HOUR);

    for (Runnable attempt :
        List.<Runnable>of(
            () -> changeUser.change(works.ann(), "dora", UserChange.expiry(soon)),
            () -> changeUser.change(works.ann(), "bob", ManageUsersTest.administrator(true)))) {
      assertThatThrownBy(attempt::run).isInstanceOf(Conflict.class);
    }
    assertThat(works.user("dora").expiresAt()).isEmpty();
    assertThat(works.user("bob").isAdministrator()).isFalse();
  }

  @Test
  void thePastAndTheYearTenThousandAreRefused() {
    assertThatThrownBy(() -> expireIn(Duration.ZERO)).isInstanceOf(InvalidInput.class);
    assertThatThrownBy(() -> expireIn(HOUR.negated())).isInstanceOf(InvalidInput.class);
    assertThatThrownBy(() -> expireIn(Duration.ofDays(4_000_000))).isInstanceOf(InvalidInput.class);
  }
}
