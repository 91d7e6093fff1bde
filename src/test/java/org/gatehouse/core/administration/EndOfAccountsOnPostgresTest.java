package org.gatehouse.core.administration;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.personal.PersonalRecord;
import org.gatehouse.core.personal.PersonalRecords;
import org.gatehouse.core.personal.PersonalRows;
import org.gatehouse.core.user.NextUsers;
import org.gatehouse.core.user.Users;
import org.gatehouse.fixture.Core;
import org.gatehouse.fixture.CoreTest;
import org.gatehouse.fixture.CoreWorkspace;
import org.gatehouse.fixture.MovableClock;
import org.gatehouse.fixture.Postgres;
import org.jboss.weld.environment.se.WeldContainer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How accounts end on a database server. */
@CoreTest
class EndOfAccountsOnPostgresTest {
  private static EmbeddedPostgres postgres;
  private static WeldContainer node;

  @BeforeAll
  static void start() throws IOException {
    postgres = Postgres.builder().start();
    node = Core.node(postgres.getPostgresDatabase());
  }

  @AfterAll
  static void stop() throws IOException {
    node.close();
    postgres.close();
  }

  private static <T> T bean(Class<T> type) {
    return node.select(type).get();
  }

  @Test
  void whoIsDeletedIsToldAndErasedWhole() {
    CoreWorkspace works = bean(CoreWorkspace.class);
    UUID bob = works.add("bob").id();
    works.caller("bob");
    PersonalRows rows = bean(PersonalRows.class);
    List<String> told = new ArrayList<>();
    for (PersonalRecord kind : PersonalRecords.accountFirst()) {
      rows.of(bob, kind).forEach(row -> told.add(kind.name()));
    }
    assertThat(told).startsWith("account").contains("password", "sessions");

    bean(DeleteUser.class).delete(works.caller("ann"), "bob");
    bean(MovableClock.class).advance(Duration.ofDays(30));
    bean(EraseAccounts.class).run();

    assertThat(bean(Users.class).withId(bob)).isEmpty();
    assertThat(PersonalRecords.accountFirst())
        .allSatisfy(kind -> assertThat(rows.of(bob, kind)).isEmpty());
    assertThat(works.user("ann").isActive()).isTrue();
  }

  @Test
  void eachIsSeenOnceInTheOrderOfKeys() {
    CoreWorkspace works = bean(CoreWorkspace.class);
    List<UUID> all = new ArrayList<>(List.of(works.user("ann").id()));
    for (int i = 0; i < 9; i++) {
      all.add(works.add("person" + i).id());
    }
    List<UUID> seen = new ArrayList<>();
    Optional<UUID> after = Optional.empty();
    do {
      List<UUID> some =
          bean(Users.class)
              .untouched(
                  Optional.of(works.id()),
                  bean(MovableClock.class).instant(),
                  new NextUsers(after, 3));
      seen.addAll(some);
      after = some.isEmpty() ? Optional.empty() : Optional.of(some.get(some.size() - 1));
    } while (after.isPresent());

    assertThat(seen).containsExactlyInAnyOrderElementsOf(all);
  }
}
