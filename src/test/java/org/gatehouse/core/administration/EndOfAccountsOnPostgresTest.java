package org.gatehouse.core.administration;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.FutureTask;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gatehouse.core.personal.PersonalRecord;
import org.gatehouse.core.personal.PersonalRecords;
import org.gatehouse.core.personal.PersonalRows;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.session.Sessions;
import org.gatehouse.core.user.NextUsers;
import org.gatehouse.core.user.Users;
import org.gatehouse.fixture.Core;
import org.gatehouse.fixture.CoreDatabase;
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

  /** As long as somebody is about to bring one back, that one isn't erased; nor afterwards. */
  @Test
  void whoIsBroughtBackAtTheLastMomentStays() throws Exception {
    CoreWorkspace works = bean(CoreWorkspace.class);
    UUID late = works.add("late").id();
    bean(DeleteUser.class).delete(works.caller("ann"), "late");
    bean(MovableClock.class).advance(Duration.ofDays(30));
    Caller ann = works.caller("ann");

    works.after(
        () -> bean(DeleteUser.class).takeBack(ann, "late"),
        () -> {
          bean(EraseAccounts.class).run();
          return "done";
        });

    assertThat(bean(Users.class).withId(late).orElseThrow().isActive()).isTrue();
  }

  @Test
  void twoNodesEraseEachPersonOnce() throws Exception {
    CoreWorkspace works = bean(CoreWorkspace.class);
    for (int i = 0; i < 20; i++) {
      works.add("gone" + i);
      bean(DeleteUser.class).delete(works.caller("ann"), "gone" + i);
    }
    bean(MovableClock.class).advance(Duration.ofDays(30));
    try (WeldContainer other = Core.node(postgres.getPostgresDatabase())) {
      other.select(MovableClock.class).get().set(bean(MovableClock.class).instant());
      FutureTask<String> beside =
          new FutureTask<>(
              () -> {
                other.select(EraseAccounts.class).get().run();
                return "done";
              });
      new Thread(beside).start();
      bean(EraseAccounts.class).run();
      beside.get();
    }

    assertThat(count("user_account where workspace_id = ?", works.id())).isOne();
    assertThat(count("audit_event where type = 'user-erase' and workspace_id = ?", works.id()))
        .isEqualTo(20);
  }

  private static long count(String of, UUID workspace) {
    return bean(CoreDatabase.class).count("select count(*) from " + of, workspace);
  }

  @Test
  void whomABackupHasBroughtBackGoesByTheStatementOfTheDocumentation() throws IOException {
    String operations = Files.readString(Path.of("docs/operations.md"));
    Matcher statement =
        Pattern.compile("(?m)^(create temporary table erased .+);$[^;]+^(update user_account .+);$")
            .matcher(operations);
    assertThat(statement.find()).isTrue();
    CoreWorkspace works = bean(CoreWorkspace.class);
    UUID back = works.add("back").id();
    Caller session = works.caller("back");
    UUID other = works.add("other").id();
    CoreDatabase database = bean(CoreDatabase.class);
    // Each on a connection of its own, which psql has not.
    database.update(statement.group(1).replace("temporary ", ""));
    database.update("insert into erased values (?)", back);
    database.update(statement.group(2));
    database.update("drop table erased");
    assertThat(bean(Sessions.class).current(session.sessionId())).isEmpty();

    bean(EraseAccounts.class).run();

    assertThat(bean(Users.class).withId(back)).isEmpty();
    assertThat(bean(Users.class).withId(other)).isPresent();
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
