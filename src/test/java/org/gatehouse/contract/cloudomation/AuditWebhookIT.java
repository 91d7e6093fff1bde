package org.gatehouse.contract.cloudomation;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.gatehouse.fixture.Api;
import org.gatehouse.fixture.DeployedGatehouse;
import org.gatehouse.fixture.Mailbox;
import org.gatehouse.fixture.Person;
import org.gatehouse.fixture.Reply;
import org.gatehouse.fixture.WebhookReceiver;
import org.gatehouse.fixture.Workspace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Where a workspace has its audit log sent, over the wire, and what comes there by itself. */
@ExtendWith(DeployedGatehouse.class)
class AuditWebhookIT {
  private static final String WEBHOOK = "/api/1/audit-webhook";

  /** Entries are chained every minute, and sent a few seconds later. */
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final WebhookReceiver receiver = receiver();
  private Workspace works;
  private Api admin;

  private static WebhookReceiver receiver() {
    try {
      return new WebhookReceiver();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @BeforeEach
  void signUp() {
    works = Workspace.signUp();
    admin = works.administrator().api();
  }

  @AfterEach
  void stop() {
    receiver.close();
  }

  private Reply set() {
    return admin.patch(WEBHOOK, Map.of("address", receiver.address().toString())).is(200);
  }

  @Test
  void bringsEntriesByItself() throws Exception {
    String secret = set().text("secret");
    works.add("bob");
    Instant deadline = Instant.now().plus(PATIENCE);
    while (receiver.messages().isEmpty()) {
      assertThat(Instant.now()).isBefore(deadline);
      Thread.sleep(200);
    }
    var message = receiver.messages().get(0);
    assertThat(message.isSignedBy(secret)).isTrue();
    JsonObject first =
        message.entries().stream()
            .filter(entry -> entry.getString("type").equals("audit-webhook"))
            .findFirst()
            .orElseThrow();
    assertThat(first.getString("actor")).isEqualTo(works.administrator().name());

    List<Map<String, Object>> shown =
        admin.get("/api/1/audit", Map.of("type", "audit-webhook")).is(200).parts("entries");
    assertThat(shown.get(0)).containsOnlyKeys(first.keySet());
    assertThat(admin.get(WEBHOOK).is(200).updated())
        .containsEntry("status", "active")
        .doesNotContainEntry("last_delivered_at", null);
  }

  /** Payara has one thread for all that is scheduled. */
  @Test
  void keepsNoMailWaitingForAServerThatDoesNotAnswer() throws Exception {
    Person bob = works.add("bob");
    String moved = "bob.moved@" + works.uid() + ".example";
    try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      silent.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
      admin
          .patch(WEBHOOK, Map.of("address", "http://127.0.0.1:" + silent.getLocalPort() + "/"))
          .is(200);
      try (Socket asked = silent.accept()) {
        admin.patch(bob.path(), Map.of("email", moved)).is(200);
        assertThat(Mailbox.of(moved)).hasSize(1);
        assertThat(isWaiting(asked)).as("it still waits for an answer").isTrue();
      }
    } finally {
      admin.patch(WEBHOOK, Collections.singletonMap("address", null)).is(200);
    }
  }

  /** Whether the other side hasn't hung up. */
  private static boolean isWaiting(Socket socket) throws IOException {
    socket.setSoTimeout(100);
    try {
      InputStream in = socket.getInputStream();
      int said = in.read();
      while (said >= 0) {
        said = in.read();
      }
      return false;
    } catch (SocketTimeoutException e) {
      return true;
    }
  }

  @Test
  void isNowhereAtFirstAndCanBeTakenAway() {
    assertThat(admin.get(WEBHOOK).is(200).updated())
        .containsEntry("address", null)
        .containsEntry("types", List.of())
        .containsEntry("outcome", null)
        .containsEntry("has_secret", false)
        .containsEntry("status", "none");
    admin.post(WEBHOOK + "/test", Map.of()).is(409);
    admin.post(WEBHOOK + "/secret", Map.of()).is(409);

    assertThat(set().text("secret")).startsWith("whsec_");
    Reply again = set();
    assertThat(again.body()).doesNotContain("whsec_");
    Map<String, Object> changed =
        admin.patch(WEBHOOK, Map.of("types", List.of("lock", "limit"), "outcome", "ok")).updated();
    assertThat(changed)
        .containsEntry("address", receiver.address().toString())
        .containsEntry("types", List.of("limit", "lock"))
        .containsEntry("outcome", "ok");
    admin.patch(WEBHOOK, Collections.singletonMap("address", null)).is(200);
    assertThat(admin.get(WEBHOOK).is(200).updated()).containsEntry("status", "none");
  }

  @Test
  void tellsWhatCameOfATest() {
    set();
    assertThat(admin.post(WEBHOOK + "/test", Map.of()).is(200).json())
        .containsEntry("delivered", true)
        .containsEntry("problem", null);
    receiver.answers(500);
    assertThat(admin.post(WEBHOOK + "/test", Map.of()).is(200).json())
        .containsEntry("delivered", false)
        .containsEntry("problem", "The server at the address answers with status 500.");
  }

  @Test
  void makesAnotherSecret() {
    String first = set().text("secret");
    Reply made = admin.post(WEBHOOK + "/secret", Map.of("overlap_seconds", 3600)).is(201);
    assertThat(made.text("secret")).startsWith("whsec_").isNotEqualTo(first);
    assertThat(made.part("updated").get("old_secret_until")).isNotNull();
    admin.post(WEBHOOK + "/test", Map.of()).is(200);
    assertThat(receiver.messages().get(0).isSignedBy(first)).isTrue();
    assertThat(receiver.messages().get(0).isSignedBy(made.text("secret"))).isTrue();
  }

  @Test
  void refusesWhatItDoesNotUnderstand() {
    for (Map<String, ?> wrong :
        List.of(
            Map.of("address", "ftp://siem.example/"),
            Map.of("address", 7),
            Map.of("types", List.of("nothing")),
            Map.of("types", "lock"),
            Map.of("outcome", "No Word"),
            Map.of("secret", "whsec_short"),
            Map.of("secret", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
            Map.of("url", "https://siem.example/"))) {
      admin.patch(WEBHOOK, wrong).is(400);
    }
    admin.post(WEBHOOK + "/secret", Map.of("overlap_seconds", 99_999_999)).is(400);
    Api bob = works.add("bob").api();
    bob.get(WEBHOOK).is(403);
    bob.patch(WEBHOOK, Map.of("address", "https://siem.example/")).is(403);
    bob.post(WEBHOOK + "/test", Map.of()).is(403);
  }
}
