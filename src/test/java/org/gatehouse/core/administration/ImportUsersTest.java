package org.gatehouse.core.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.logging.StreamHandler;
import java.util.stream.Stream;
import org.gatehouse.core.access.AccessName;
import org.gatehouse.core.access.Description;
import org.gatehouse.core.access.Grants;
import org.gatehouse.core.account.ReauthenticationRequired;
import org.gatehouse.core.administration.ImportReport.RefusedRow;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.limit.Limits;
import org.gatehouse.core.login.LoginOutcome.LoggedIn;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.refusal.LimitExceeded;
import org.gatehouse.core.refusal.NotPermitted;
import org.gatehouse.core.session.Caller;
import org.gatehouse.fixture.CoreDatabase;
import org.gatehouse.fixture.CoreTest;
import org.gatehouse.fixture.CoreWorkspace;
import org.gatehouse.fixture.MovableClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** People of another system, with the hashes of their passwords. */
@CoreTest
class ImportUsersTest {
  /** Of everybody's password, by libxcrypt. */
  private static final String BCRYPT =
      "$2b$10$abcdefghijklmnopqrstuuGGgFFcYeueaAql8Z7U7CnCTRw4DR77W";

  private final ImportUsers importUsers;
  private final CoreWorkspace works;
  private final CoreDatabase database;
  private final MovableClock clock;

  ImportUsersTest(
      ImportUsers importUsers, CoreWorkspace works, CoreDatabase database, MovableClock clock) {
    this.importUsers = importUsers;
    this.works = works;
    this.database = database;
    this.clock = clock;
  }

  private ImportReport imported(String... lines) {
    return importUsers.run(works.ann(), ImportTable.read(String.join("\n", lines)), false);
  }

  private ImportReport tried(String... lines) {
    return importUsers.run(works.ann(), ImportTable.read(String.join("\n", lines)), true);
  }

  private String hash(String user) {
    return database
        .texts("select phc from password_credential where user_id = ?", works.user(user).id())
        .get(0);
  }

  private List<String> people() {
    return database.texts(
        "select name from user_account where workspace_id = ? order by name", works.id());
  }

  @Test
  void whoIsImportedLogsInWithTheOldPasswordAndHasOurHashThen() {
    ImportReport report = imported("name,email,password_hash", "bob,bob@example.com," + BCRYPT);

    assertThat(report).isEqualTo(new ImportReport(1, 0, List.of()));
    assertThat(hash("bob")).isEqualTo(BCRYPT);
    assertThat(works.logIn("bob", "wrong")).isNotInstanceOf(LoggedIn.class);
    assertThat(hash("bob")).isEqualTo(BCRYPT);
    assertThat(works.logIn("bob", CoreWorkspace.PASSWORD)).isInstanceOf(LoggedIn.class);
    assertThat(hash("bob")).startsWith("$argon2id$v=19$");
    assertThat(works.logIn("bob", CoreWorkspace.PASSWORD)).isInstanceOf(LoggedIn.class);
    assertThat(works.audited(AuditType.USER_ADD)).containsExactly("ok");
    assertThat(works.audited(AuditType.USERS_IMPORT))
        .containsExactly("ok added 1, present 0, refused 0");
  }

  @Test
  void argon2IsHashedAnewAsWell() {
    String theirs =
        "$argon2id$v=19$m=65536,t=3,p=4$AAECAwQFBgcICQoLDA0ODw$hTsnKkTbFCHAKWJmmlXrCZTzyrOF7RxMeSU+7hm6tJ4";
    imported("name,email,password_hash", "bob,bob@example.com,\"" + theirs + "\"");

    assertThat(works.logIn("bob", CoreWorkspace.PASSWORD)).isInstanceOf(LoggedIn.class);

    assertThat(hash("bob")).startsWith("$argon2id$v=19$").doesNotContain("m=65536,t=3,p=4");
  }

  @Test
  void eachRowIsDoneOrReported(ManageAccess access, Grants grants) {
    access.addRole(works.ann(), new AccessName("writer"), new Description(""), List.of());
    access.addRole(works.ann(), new AccessName("night shift"), new Description(""), List.of());

    ImportReport report =
        imported(
            "email,name,roles,password_hash",
            "bob@example.com,bob,writer|night shift,",
            "nowhere,carol,,",
            "dora@example.com,dora,nobody-has-it,",
            "eve@example.com,eve,,md5$abc",
            "ann@example.com,ANN,,",
            "mistake@example.com,a b,,",
            "frank@example.com,frank,,",
            "frank2@example.com,Frank,,");

    assertThat(report.added()).isEqualTo(2);
    assertThat(report.present()).isEqualTo(2);
    assertThat(report.refused()).extracting(RefusedRow::row).containsExactly(3L, 4L, 5L, 7L);
    assertThat(report.refused())
        .extracting(RefusedRow::name)
        .containsExactly("carol", "dora", "eve", "a b");
    assertThat(people()).containsExactlyInAnyOrder("ann", "bob", "frank");
    assertThat(grants.roles(works.user("bob").id()))
        .containsExactlyInAnyOrder("writer", "night shift");
    assertThat(works.user("ann").email()).isEqualTo(works.email("ann"));
    assertThat(works.user("frank").email()).isEqualTo("frank@example.com");
    assertThat(works.mails("bob")).isEmpty();
  }

  @Test
  void aFlagThatIsNoneRefusesItsRowAlone() {
    ImportReport report =
        imported(
            "name,email,is_client_admin",
            "bob,bob@example.com,perhaps",
            "carol,carol@example.com,false");

    assertThat(report.added()).isEqualTo(1);
    assertThat(report.refused())
        .extracting(row -> row.why().rule())
        .containsExactly(ImportRule.FLAG);
  }

  @Test
  void rolesMayStandApart() {
    assertThat(ImportTable.read("name,email,roles\nbob,b@c.example,writer | night shift|"))
        .singleElement()
        .extracting(ImportedUser::roles)
        .isEqualTo(List.of("writer", "night shift"));
  }

  @Test
  void whatBreaksOffIsTold() {
    works.addAdministrator("dora");
    Caller dora = works.caller("dora");
    List<ImportedUser> rows =
        ImportTable.read("name,email\nbob,b@c.example\ncarol,nowhere\nlast,l@c.example");
    List<ImportedUser> untilTheLast =
        beforeEach(
            rows,
            index -> {
              if (index == 2) {
                works.change("dora", user -> user.makeAdministrator(false));
              }
            });

    assertThatThrownBy(() -> importUsers.run(dora, untilTheLast, false))
        .isInstanceOf(NotPermitted.class);

    assertThat(people()).containsExactlyInAnyOrder("ann", "bob", "dora");
    assertThat(works.audited(AuditType.USERS_IMPORT))
        .containsExactly("broken-off added 1, present 0, refused 1");
  }

  @Test
  void theTimeOfAnImportDoesNotCount() {
    clock.advance(Duration.ofHours(1));
    Caller ann = works.caller("ann");
    List<ImportedUser> rows =
        ImportTable.read(
            "name,email,is_client_admin\nbob,b@c.example,true\ncarol,c@c.example,true");
    List<ImportedUser> slow = beforeEach(rows, index -> clock.advance(Duration.ofMinutes(20)));

    assertThat(importUsers.run(ann, slow, false).added()).isEqualTo(2);
  }

  /** The same rows, before each of which something happens. */
  private static List<ImportedUser> beforeEach(List<ImportedUser> rows, IntConsumer happening) {
    return new AbstractList<>() {
      @Override
      public ImportedUser get(int index) {
        happening.accept(index);
        return rows.get(index);
      }

      @Override
      public int size() {
        return rows.size();
      }

      @Override
      public Stream<ImportedUser> stream() {
        return rows.stream();
      }
    };
  }

  @Test
  void isBoundedForEachWorkspaceAndDay(Limits limits) {
    for (int i = 0; i < 20_000; i++) {
      limits.take(AddImportedUser.ROWS, works.id().toString());
    }
    String[] lines = {"name,email", "bob,bob@example.com"};

    assertThat(tried(lines).added()).isEqualTo(1);
    assertThatThrownBy(() -> imported(lines)).isInstanceOf(LimitExceeded.class);
    assertThat(works.audited(AuditType.USERS_IMPORT))
        .containsExactly("broken-off added 0, present 0, refused 0");
  }

  @Test
  void theSameAgainChangesNothing() {
    String[] lines = {"name,email,password_hash", "bob,bob@example.com," + BCRYPT};
    imported(lines);
    works.logIn("bob", CoreWorkspace.PASSWORD);
    String ours = hash("bob");

    assertThat(imported(lines)).isEqualTo(new ImportReport(0, 1, List.of()));

    assertThat(hash("bob")).isEqualTo(ours);
  }

  @Test
  void aDryRunSaysTheSameAndLeavesNothing() {
    String[] lines = {
      "name,email,password_hash",
      "bob,bob@example.com," + BCRYPT,
      "carol,nowhere,",
      "ann,a@b.example,"
    };

    ImportReport report = tried(lines);

    assertThat(report.added()).isEqualTo(1);
    assertThat(report.present()).isEqualTo(1);
    assertThat(report.refused()).extracting(RefusedRow::name).containsExactly("carol");
    assertThat(people()).containsExactly("ann");
    assertThat(works.audited(AuditType.USER_ADD)).isEmpty();
    assertThat(works.audited(AuditType.USERS_IMPORT)).isEmpty();
  }

  @Test
  void ofADryRunTheServersLogSaysNothing() {
    Logger logger = Logger.getLogger("org.gatehouse.audit");
    List<String> logged = new ArrayList<>();
    Handler handler =
        new StreamHandler() {
          @Override
          public void publish(LogRecord told) {
            logged.add(new SimpleFormatter().formatMessage(told));
          }
        };
    String[] lines = {"name,email", "bob,bob@example.com"};
    works.ann();
    logger.addHandler(handler);
    logger.setLevel(Level.INFO);
    logger.setUseParentHandlers(false);
    try {
      tried(lines);
      assertThat(logged).noneMatch(line -> line.contains(works.id().toString()));
      imported(lines);
    } finally {
      logger.setUseParentHandlers(true);
      logger.setLevel(null);
      logger.removeHandler(handler);
    }
    assertThat(logged)
        .filteredOn(line -> line.contains(works.id().toString()))
        .extracting(line -> line.split(" ", 2)[0])
        .containsExactly("user-add", "users-import");
  }

  @Test
  void administratorsAreImportedByWhoHasShownWhoItIs() {
    String[] lines = {"name;email;is_client_admin", "bob;bob@example.com;TRUE", "cid;c@d.example;"};
    clock.advance(Duration.ofHours(1));

    assertThatThrownBy(() -> imported(lines)).isInstanceOf(ReauthenticationRequired.class);
    assertThat(people()).containsExactly("ann");

    importUsers.run(works.caller("ann"), ImportTable.read(String.join("\r\n", lines)), false);
    assertThat(works.user("bob").isAdministrator()).isTrue();
    assertThat(works.user("cid").isAdministrator()).isFalse();
  }

  @Test
  void isForAdministrators() {
    works.add("bob");

    assertThatThrownBy(() -> importUsers.run(works.caller("bob"), List.of(), false))
        .isInstanceOf(NotPermitted.class);
  }

  @Test
  void isBounded() {
    List<ImportedUser> many =
        new ArrayList<>(
            Collections.nCopies(
                ImportUsers.MOST + 1,
                new ImportedUser(
                    1, "bob", "b@c.example", Optional.empty(), "", List.of(), Optional.empty())));

    assertThatThrownBy(() -> importUsers.run(works.ann(), many, false))
        .isInstanceOf(InvalidInput.class);
    assertThatThrownBy(
            () -> ImportTable.read("name,email\n" + "b,b@c.example\n".repeat(ImportUsers.MOST + 1)))
        .isInstanceOf(InvalidInput.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "name",
        "email",
        "name,email,password",
        "name,email,name",
        "name,email\nbob",
        "name,email\nbob,b@c.example,more",
        "name,email\n\"bob,b@c.example",
        "\u0000"
      })
  void refusesWhatIsNoTableOfPeople(String csv) {
    assertThatThrownBy(() -> ImportTable.read(csv)).isInstanceOf(InvalidInput.class);
  }

  @Test
  void readsWhatIsQuoted() {
    List<ImportedUser> people =
        ImportTable.read(
            "name,email,display_name\r\nbob,b@c.example,\"Baker, \"\"Bob\"\"\"\r\n"
                + "cid,c@d.example,\"two\nlines\"\r\ndan,d@e.example,\r\n");

    assertThat(people)
        .extracting(ImportedUser::displayName)
        .containsExactly(
            Optional.of("Baker, \"Bob\""), Optional.of("two\nlines"), Optional.empty());
    assertThat(people).extracting(ImportedUser::row).containsExactly(2L, 3L, 5L);
  }
}
