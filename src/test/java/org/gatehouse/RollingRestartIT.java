package org.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.gatehouse.fixture.Api;
import org.gatehouse.fixture.AtOnce;
import org.gatehouse.fixture.Authenticator;
import org.gatehouse.fixture.Build;
import org.gatehouse.fixture.Load;
import org.gatehouse.fixture.LoadBalancer;
import org.gatehouse.fixture.Nginx;
import org.gatehouse.fixture.Person;
import org.gatehouse.fixture.Reply;
import org.gatehouse.fixture.ServerProcess;
import org.gatehouse.fixture.TwoNodes;
import org.gatehouse.fixture.TwoNodes.Nodes;
import org.gatehouse.fixture.Visitor;
import org.gatehouse.fixture.Workspace;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A node of each server behind nginx, on one database, under load. */
@Tag("own-server")
@Tag("payara")
@ExtendWith(TwoNodes.class)
class RollingRestartIT {
  private static final int EACH_WAY = 3;

  private static Nodes nodes;
  private static LoadBalancer nginx;
  private static Workspace works;

  @BeforeAll
  static void start(Nodes both, @TempDir Path directory) throws Exception {
    Nginx.assumeInstalled();
    nodes = both;
    nginx =
        LoadBalancer.start(
            directory, both.port(), both.both().stream().map(ServerProcess::base).toList());
    works = Workspace.signUp(Api.at(nginx.base()), "Nonstop AG", "ann");
  }

  @AfterAll
  static void stop() throws Exception {
    if (nginx != null) {
      nginx.close();
    }
  }

  @Test
  void takesManyCookiesOfOtherApplications() {
    String cookies = "a=" + "x".repeat(12_000) + "; b=" + "y".repeat(12_000);
    // As often as there are nodes.
    for (ServerProcess node : nodes.both()) {
      assertThat(new Visitor(nginx.base()).get("/login", "Cookie", cookies).statusCode())
          .as(node.base().toString())
          .isEqualTo(200);
    }
  }

  /**
   * The next version has more migrations, of the kinds that docs/decisions/migrations.md allows. It
   * is the same code: what is tested is that nodes of this version go on with the tables of that
   * one, and start with them. One of them is killed.
   */
  @Test
  void losesNoRequestWhileOneNodeAfterTheOtherIsUpgradedAndAKeyIsRotated(@TempDir Path directory)
      throws Exception {
    Path next = nextVersion(directory);
    // So many logins end the oldest sessions of a person.
    Person carol = works.add("carol");
    // The next start makes the next one.
    execute("update signing_key set signs_until = now() + interval '15 second'");
    String first = signer(carol);
    ServerProcess one = nodes.one();
    ServerProcess other = nodes.other();
    try (Load load = everyday(carol, "before-")) {
      restart(one, load, () -> one.startAgainWith(next));
      assertThat(count("flyway_schema_history where version = '999'")).isOne();
      nothingFailed(load);
    }
    losesNothingThatWasAcknowledgedWhenKilled(other);
    other.startAgain();
    try (Load load = everyday(carol, "after-")) {
      awaitRequestsAt(other, load);
      assertThat(signer(carol)).isNotEqualTo(first);
      restart(other, load, () -> other.startAgainWith(next));
      nothingFailed(load);
    }
  }

  private static Load everyday(Person carol, String names) {
    Person ann = works.administrator();
    AtomicInteger number = new AtomicInteger();
    return new Load(
        List.of(
            () -> "read " + ann.api().get(ann.path()).status(),
            () -> "add " + add(ann, names + number.incrementAndGet()).status(),
            () -> "log in " + logIn(nginx.base(), carol).status(),
            () -> "page " + Api.at(nginx.base()).get("/login").status()));
  }

  private static void nothingFailed(Load load) {
    // A user who is there already would have been sent to both nodes.
    assertThat(load.outcomes().keySet())
        .as(load.outcomes().toString())
        .containsExactly("add 201", "log in 200", "page 200", "read 200");
  }

  private interface Start {
    void run() throws Exception;
  }

  private static void restart(ServerProcess node, Load load, Start start) throws Exception {
    nginx.takeOut(node.base());
    node.stop();
    try (Load early = new Load(List.of(() -> answer(node)))) {
      start.run();
      assertThat(early.outcomes().keySet()).isSubsetOf("none", "200");
    }
    nginx.putBack();
    awaitRequestsAt(node, load);
  }

  private static Path nextVersion(Path directory) throws IOException {
    Path war = Files.copy(Build.war(), directory.resolve("gatehouse.war"));
    try (FileSystem files = FileSystems.newFileSystem(war)) {
      Files.writeString(
          files.getPath("WEB-INF/classes/db/migration/V999__next_version.sql"),
          """
          alter table user_account add column next_flag boolean default false not null;
          alter table login_session add column next_note varchar(100);
          alter table audit_event add column next_code varchar(20) default '' not null;
          alter table outbox alter column kind set data type varchar(200);
          create table next_thing (
            id uuid primary key,
            user_id uuid not null references user_account (id) on delete cascade
          );
          create index next_thing_user on next_thing (user_id);
          """);
    }
    return war;
  }

  /** Which key signs tokens now. */
  private static String signer(Person person) throws Exception {
    return SignedJWT.parse(logIn(nginx.base(), person).is(200).text("token"))
        .getHeader()
        .getKeyID();
  }

  private static void losesNothingThatWasAcknowledgedWhenKilled(ServerProcess node)
      throws Exception {
    Person ann = works.administrator();
    AtomicInteger number = new AtomicInteger();
    Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
    try (Load load =
        new Load(
            List.of(
                () -> "read " + ann.api().get(ann.path()).status(),
                () -> "add " + addNoting(ann, "kept-" + number.incrementAndGet(), acknowledged)))) {
      load.awaitEach();
      node.kill();
      int before = acknowledged.size();
      await(() -> acknowledged.size() > before + 2 * EACH_WAY);
      assertThat(load.outcomes().keySet())
          .as("nobody is logged out, and what a node was at may fail")
          .isSubsetOf("read 200", "add 201", "add 502");
    }
    for (String name : acknowledged) {
      ann.api().get("/api/1/user/" + name).is(200);
    }
  }

  private static int addNoting(Person administrator, String name, Queue<String> acknowledged) {
    int status = add(administrator, name).status();
    if (status == 201) {
      acknowledged.add(name);
    }
    return status;
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    for (int i = 0; i < 600 && !condition.getAsBoolean(); i++) {
      Thread.sleep(100);
    }
    assertThat(condition.getAsBoolean()).isTrue();
  }

  private static void execute(String sql) throws SQLException {
    try (Connection connection = nodes.connect()) {
      connection.createStatement().execute(sql);
    }
  }

  private static long count(String what) throws SQLException {
    try (Connection connection = nodes.connect();
        var rows = connection.createStatement().executeQuery("select count(*) from " + what)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  /** What a node says while it starts: nothing, or what is right. */
  private static String answer(ServerProcess node) {
    try {
      return Integer.toString(Api.at(node.base()).get("/login").status());
    } catch (UncheckedIOException e) {
      return "none";
    }
  }

  private static Reply add(Person administrator, String name) {
    return administrator
        .api()
        .post("/api/1/user", Map.of("name", name, "email", name + "@example.com"));
  }

  private static Reply logIn(URI node, Person person) {
    return Api.at(node).logIn(works.name(), person.name(), person.password());
  }

  /** Returns once nginx has noticed that it is there again, and sends it requests. */
  private static void awaitRequestsAt(ServerProcess node, Load load) throws Exception {
    Pattern sent = Pattern.compile(" 20[01] \\S*127\\.0\\.0\\.1:" + node.base().getPort() + " ");
    long before = sent.matcher(nginx.accesses()).results().count();
    for (int i = 0; i < 300; i++) {
      if (sent.matcher(nginx.accesses()).results().count() > before + EACH_WAY) {
        return;
      }
      Thread.sleep(100);
    }
    throw new AssertionError("Nothing is sent to " + node.base() + ": " + load.outcomes());
  }

  @Test
  void takesACodeOfAnAppOnceThoughBothAreShownItAtTheSameMoment() {
    Person bob = works.add("bob");
    Authenticator app = Authenticator.enrol(bob);
    String code = app.codeAfter(1);
    List<Callable<Integer>> logins = new ArrayList<>();
    for (ServerProcess node : nodes.both()) {
      for (int i = 0; i < EACH_WAY; i++) {
        logins.add(
            () ->
                Api.at(node.base())
                    .post(
                        "/api/1/auth",
                        Map.of(
                            "client_name", works.name(),
                            "user_name", bob.name(),
                            "password", bob.password(),
                            "otp", code))
                    .status());
      }
    }

    assertThat(AtOnce.call(logins)).containsOnlyOnce(200).containsOnly(200, 401);
  }
}
