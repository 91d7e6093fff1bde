package org.gatehouse.contract.cloudomation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.gatehouse.fixture.DeployedGatehouse;
import org.gatehouse.fixture.Person;
import org.gatehouse.fixture.Workspace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** People of another system by {@code /api/1/user-import}. */
@ExtendWith(DeployedGatehouse.class)
class UserImportIT {
  private static final String PATH = "/api/1/user-import";

  /** Of {@link Workspace#PASSWORD}, by libxcrypt and by Python's hashlib. */
  private static final String BCRYPT =
      "$2b$10$abcdefghijklmnopqrstuuGGgFFcYeueaAql8Z7U7CnCTRw4DR77W";

  private static final String SCRYPT =
      "$scrypt$ln=14,r=8,p=1$AAECAwQFBgcICQoLDA0ODw$11kKyiyYAc8G7rp3KmncMc44YlkdllIqxOa7pq0fMaU";

  private Workspace works;
  private Person ann;

  @BeforeEach
  void signUp() {
    works = Workspace.signUp();
    ann = works.administrator();
  }

  @Test
  void importsJson() {
    Map<String, Object> bob =
        Map.of("name", "bob", "email", "bob@example.com", "password_hash", BCRYPT);
    Map<String, Object> users =
        Map.of("users", List.of(bob, Map.of("name", "carol", "email", "nowhere")));

    Map<String, Object> tried = ann.api().post(PATH + "?dry_run=true", users).is(200).json();
    assertThat(tried).containsEntry("dry_run", true);
    ann.api().get("/api/1/user/bob").is(404);
    Map<String, Object> done = ann.api().post(PATH, users).is(200).json();

    assertThat(done).containsOnlyKeys("dry_run", "added", "present", "refused");
    assertThat(done.get("refused")).isEqualTo(tried.get("refused"));
    assertThat(done.get("refused").toString()).contains("carol");
    ann.anonymous().logIn(works.name(), "bob", "wrong").is(401);
    ann.anonymous().logIn(works.name(), "bob", Workspace.PASSWORD).is(200);
    ann.anonymous().logIn(works.name(), "bob", Workspace.PASSWORD).is(200);
  }

  @Test
  void importsCsv() {
    String csv = "name,email,password_hash\r\nbob,bob@example.com,\"" + SCRYPT + "\"\r\n";

    ann.api().post(PATH, "text/csv; charset=utf-8", csv).is(200);

    ann.anonymous().logIn(works.name(), "bob", Workspace.PASSWORD).is(200);
    assertThat(ann.api().post(PATH, "text/csv", csv).is(200).body())
        .contains("\"added\":0")
        .contains("\"present\":1");
    ann.api().post(PATH, "text/csv", "name;nonsense").is(400);
    ann.api().post(PATH, "text/csv", "").is(400);
  }

  @Test
  void takesMoreThanOtherPaths() {
    StringBuilder csv = new StringBuilder("name,email,display_name\n");
    for (int i = 0; i < 1000; i++) {
      csv.append("person%d,person%d@example.com,%s\n".formatted(i, i, "x".repeat(60)));
    }

    assertThat(ann.api().post(PATH, "text/csv", csv.toString()).is(200).body())
        .contains("\"added\":1000");
    ann.api().post(PATH, "text/csv", "x".repeat(5 * 1024 * 1024)).is(413);
  }

  @Test
  void isForAdministratorsAndSaysWhatIsWrong() {
    Person bob = works.add("bob");

    bob.api().post(PATH, Map.of("users", List.of())).is(403);
    ann.anonymous().post(PATH, Map.of("users", List.of())).is(401);
    ann.api().post(PATH, Map.of()).is(400);
    ann.api().post(PATH, Map.of("users", List.of(Map.of("nonsense", "x")))).is(400);
    ann.api().post(PATH, Map.of("users", List.of("bob"))).is(400);
    ann.api().post(PATH + "?dry_run=perhaps", Map.of("users", List.of())).is(400);
    ann.api().post(PATH, Map.of("users", List.of())).is(200);
  }
}
