package org.gatehouse.core.administration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.gatehouse.core.audit.FailedLogins;
import org.gatehouse.core.mail.MailCounts;
import org.gatehouse.core.session.Sessions;
import org.gatehouse.core.user.UserCounts;
import org.gatehouse.fixture.CoreDatabase;
import org.gatehouse.fixture.CoreTest;
import org.gatehouse.fixture.CoreWorkspace;
import org.gatehouse.fixture.MovableClock;
import org.junit.jupiter.api.Test;

/** The figures of an administrator are those of the own workspace. */
@CoreTest
class ReadOverviewTest {
  private final ReadOverview overview;
  private final Sessions sessions;
  private final CoreDatabase database;
  private final MovableClock clock;
  private final CoreWorkspace works;

  ReadOverviewTest(
      ReadOverview overview,
      Sessions sessions,
      CoreDatabase database,
      MovableClock clock,
      CoreWorkspace works) {
    this.overview = overview;
    this.sessions = sessions;
    this.database = database;
    this.clock = clock;
    this.works = works;
  }

  @Test
  void countsPeople(CoreWorkspace others) {
    others.add("stranger");
    works.add("bob");
    works.add("eve");
    works.change("eve", user -> user.activate(false));
    works.add("carl");
    works.caller("carl");
    works.enrol(works.ann());
    database.update(
        "update user_account set last_activity_at = null where workspace_id = ? and name = 'bob'",
        works.id());

    UserCounts people = overview.people(works.ann());

    assertThat(people.active()).isEqualTo(3);
    assertThat(people.inactive()).isEqualTo(1);
    assertThat(people.secondFactors()).isEqualTo(1);
    assertThat(people.passkeys()).isZero();
    assertThat(people.unused()).isPositive();
  }

  @Test
  void countsSessionsThatGoOn() {
    works.add("bob");
    long before = overview.openSessions(works.ann());
    var bob = works.caller("bob");
    assertThat(overview.openSessions(works.ann())).isEqualTo(before + 1);

    sessions.end(bob.userId(), bob.sessionId());
    assertThat(overview.openSessions(works.ann())).isEqualTo(before);
    works.caller("bob");
    works.change("bob", user -> user.activate(false));
    assertThat(overview.openSessions(works.ann())).isEqualTo(before);
  }

  @Test
  void countsLoginsThatFailedLately() {
    assertThat(overview.failedLogins(works.ann())).isEqualTo(new FailedLogins(0, 0, true));
    works.add("bob");
    works.logIn("bob", "wrong");
    clock.advance(Duration.ofHours(25));
    works.logIn("bob", "wrong");
    works.logIn("bob", CoreWorkspace.PASSWORD);
    works.logIn("ann", "wrong");

    assertThat(overview.failedLogins(works.ann())).isEqualTo(new FailedLogins(2, 3, true));
    clock.advance(Duration.ofDays(6));
    assertThat(overview.failedLogins(works.ann())).isEqualTo(new FailedLogins(0, 2, true));
  }

  @Test
  void countsTheMailThatWaitsOrWasGivenUp() {
    works.makeSystemAdministrator("ann");
    MailCounts before = overview.mail(works.caller("ann"));
    database.update(
        "insert into outbox (id, kind, sealed_message, created_at, due_at, attempts, failed_at)"
            + " select random_uuid(), 'key-made', '', current_timestamp, current_timestamp, 0,"
            + " case when x = 1 then current_timestamp end from system_range(1, 3) as t(x)");

    MailCounts after = overview.mail(works.caller("ann"));
    assertThat(after.waiting()).isEqualTo(before.waiting() + 2);
    assertThat(after.failed()).isEqualTo(before.failed() + 1);
    database.update("delete from outbox where sealed_message = ''");
  }
}
