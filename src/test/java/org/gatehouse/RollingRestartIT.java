package org.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.gatehouse.fixture.Api;
import org.gatehouse.fixture.AtOnce;
import org.gatehouse.fixture.Authenticator;
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

  @Test
  void losesNoRequestWhileOneNodeAfterTheOtherIsRestarted() throws Exception {
    Person ann = works.administrator();
    // So many logins end the oldest sessions of a person.
    Person carol = works.add("carol");
    AtomicInteger number = new AtomicInteger();
    try (Load load =
        new Load(
            List.of(
                () -> "read " + ann.api().get(ann.path()).status(),
                () -> "add " + add(ann, "user-" + number.incrementAndGet()).status(),
                () -> "log in " + logIn(nginx.base(), carol).status(),
                () -> "page " + Api.at(nginx.base()).get("/login").status()))) {
      for (ServerProcess node : nodes.both()) {
        nginx.takeOut(node.base());
        node.stop();
        try (Load early = new Load(List.of(() -> answer(node)))) {
          node.startAgain();
          assertThat(early.outcomes().keySet()).isSubsetOf("none", "200");
        }
        nginx.putBack();
        awaitRequestsAt(node, load);
      }
      // A user who is there already would have been sent to both nodes.
      assertThat(load.outcomes().keySet())
          .as(load.outcomes().toString())
          .containsExactly("add 201", "log in 200", "page 200", "read 200");
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
