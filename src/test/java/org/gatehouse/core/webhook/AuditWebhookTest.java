package org.gatehouse.core.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.gatehouse.core.account.ReauthenticationRequired;
import org.gatehouse.core.administration.ManageAuditWebhook;
import org.gatehouse.core.administration.ManageAuditWebhook.Present;
import org.gatehouse.core.audit.Audit;
import org.gatehouse.core.audit.AuditEntry;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.audit.ChainNode;
import org.gatehouse.core.audit.delivery.DeliverAudit;
import org.gatehouse.core.audit.delivery.DeliveryKind;
import org.gatehouse.core.audit.delivery.Handed;
import org.gatehouse.core.refusal.Conflict;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.user.Rank;
import org.gatehouse.fixture.CoreDatabase;
import org.gatehouse.fixture.CoreTest;
import org.gatehouse.fixture.CoreWorkspace;
import org.gatehouse.fixture.MovableClock;
import org.gatehouse.fixture.WebhookReceiver;
import org.gatehouse.fixture.WebhookReceiver.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where a workspace has its audit log sent, and what comes there. */
@CoreTest
class AuditWebhookTest {
  private static final String GIVEN = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  private final ManageAuditWebhook manage;
  private final SendWebhook sendWebhook;
  private final DeliverAudit deliver;
  private final Audit audit;
  private final CoreWorkspace works;
  private final CoreDatabase database;
  private final MovableClock clock;
  private final WebhookReceiver receiver;

  AuditWebhookTest(
      ManageAuditWebhook manage,
      SendWebhook sendWebhook,
      DeliverAudit deliver,
      Audit audit,
      CoreWorkspace works,
      CoreDatabase database,
      MovableClock clock)
      throws IOException {
    this.manage = manage;
    this.sendWebhook = sendWebhook;
    this.deliver = deliver;
    this.audit = audit;
    this.works = works;
    this.database = database;
    this.clock = clock;
    this.receiver = new WebhookReceiver();
  }

  @BeforeEach
  void begin(ChainNode node) {
    end(node);
    node.begin();
  }

  @AfterEach
  void end(ChainNode node) {
    node.empty(database);
    database.update("delete from audit_delivery");
    database.update("delete from audit_webhook");
  }

  @AfterEach
  void stop() {
    receiver.close();
  }

  private static UnaryOperator<WebhookSettings> to(URI address, List<String> types, String word) {
    return before -> WebhookSettings.of(address.toString(), types, word);
  }

  private UnaryOperator<WebhookSettings> all() {
    return to(receiver.address(), List.of(), "");
  }

  /** Sets it up, and tells the secret. */
  private String set(UnaryOperator<WebhookSettings> change) {
    return manage.change(works.ann(), change, Optional.empty()).secret().orElseThrow().text();
  }

  private void record(AuditType type, String outcome) {
    audit.record(
        AuditEntry.of(type, outcome)
            .about(works.id(), works.user("ann").id())
            .from("192.0.2.1", "curl/8.5.0", "r1")
            .change("roles", List.of("a"), List.of("b")));
  }

  private void round(ChainNode node) {
    node.seal();
    deliver.deliver(DeliveryKind.WEBHOOK, sendWebhook);
  }

  private List<String> sent() {
    return receiver.messages().stream()
        .flatMap(message -> message.entries().stream())
        .map(entry -> entry.getString("type") + " " + entry.getString("outcome"))
        .toList();
  }

  @Test
  void sendsEntriesAsTheApiHasThemAndSigned(ChainNode node) {
    String secret = set(all());
    record(AuditType.LOCK, "ok");
    record(AuditType.LIMIT, "letter");
    round(node);

    assertThat(sent()).containsExactly("audit-webhook ok", "lock ok", "limit letter");
    Message message = receiver.messages().get(0);
    assertThat(message.type()).isEqualTo("audit.entries");
    assertThat(message.json().getString("timestamp")).isEqualTo(clock.instant().toString());
    assertThat(message.timestamp()).isEqualTo(Long.toString(clock.instant().getEpochSecond()));
    assertThat(message.isSignedBy(secret)).isTrue();
    assertThat(message.isSignedBy(GIVEN)).isFalse();
    JsonObject entry = message.entries().get(1);
    assertThat(entry.getString("workspace_id")).isEqualTo(works.id().toString());
    assertThat(entry.getString("user")).isEqualTo("ann");
    assertThat(entry.getString("address")).isEqualTo("192.0.2.1");
    assertThat(entry.getJsonObject("changes").getJsonArray("roles")).hasSize(2);
    assertThat(entry.get("session_id").toString()).isEqualTo("null");
  }

  @Test
  void hasTheSameIdForTheSameEntriesAndAnotherForOthers(ChainNode node) {
    set(all());
    receiver.answers(500);
    round(node);
    clock.advance(Duration.ofMinutes(1));
    round(node);
    receiver.answers(200);
    record(AuditType.LOCK, "ok");
    clock.advance(Duration.ofMinutes(1));
    round(node);
    assertThat(receiver.messages()).hasSize(3);
    assertThat(receiver.messages().get(1).id()).isEqualTo(receiver.messages().get(0).id());
    assertThat(receiver.messages().get(1).body()).isEqualTo(receiver.messages().get(0).body());
    assertThat(receiver.messages().get(1).timestamp())
        .isNotEqualTo(receiver.messages().get(0).timestamp());
    assertThat(receiver.messages().get(2).id()).isNotEqualTo(receiver.messages().get(0).id());
  }

  @Test
  void sendsOnlyWhatIsWanted(ChainNode node) {
    set(to(receiver.address(), List.of("lock", "limit"), "not-ok"));
    record(AuditType.LOCK, "ok");
    record(AuditType.LOCK, "unknown");
    record(AuditType.LOGIN, "wrong-password");
    round(node);
    assertThat(sent()).containsExactly("lock unknown");

    manage.change(works.ann(), to(receiver.address(), List.of(), "ok"), Optional.empty());
    receiver.forget();
    record(AuditType.LOCK, "unknown");
    record(AuditType.LIMIT, "ok");
    round(node);
    assertThat(sent()).containsExactly("audit-webhook ok", "limit ok");
  }

  /** Administrators of a workspace don't learn which system administrator has acted. */
  @Test
  void namesNobodyFromOutside(ChainNode node, CoreWorkspace others) {
    others.makeSystemAdministrator("ann");
    Caller root = others.caller("ann");
    set(all());
    audit.record(root.actingOn(works.user("ann"), AuditType.USER_CHANGE));
    round(node);
    JsonObject entry = receiver.messages().get(0).entries().get(1);
    assertThat(entry.getString("actor")).isEqualTo("a system administrator");
    assertThat(entry.get("actor_id").toString()).isEqualTo("null");
    assertThat(receiver.messages().get(0).body()).doesNotContain(root.userId().toString());
  }

  @Test
  void signsByBothSecretsForAWhile(ChainNode node) {
    String old = set(all());
    assertThatThrownBy(() -> manage.rotateSecret(works.ann(), Duration.ofDays(31)))
        .isInstanceOf(InvalidInput.class);
    String next =
        manage.rotateSecret(works.ann(), Duration.ofHours(1)).secret().orElseThrow().text();
    assertThat(next).isNotEqualTo(old);
    round(node);
    assertThat(receiver.messages().get(0).isSignedBy(old)).isTrue();
    assertThat(receiver.messages().get(0).isSignedBy(next)).isTrue();
    assertThat(manage.find(works.ann()).state().orElseThrow().oldSecretUntil()).isPresent();

    clock.advance(Duration.ofHours(1));
    record(AuditType.LOCK, "ok");
    round(node);
    assertThat(receiver.messages().get(1).isSignedBy(old)).isFalse();
    assertThat(receiver.messages().get(1).isSignedBy(next)).isTrue();
    assertThat(works.audited(AuditType.AUDIT_WEBHOOK_SECRET)).containsExactly("ok within PT1H");
  }

  /** The receiver may take it for longer than we use it. */
  @Test
  void keepsNoSecretThatSignsNoLonger(AuditWebhooks webhooks) {
    set(all());
    manage.rotateSecret(works.ann(), Duration.ofHours(1));
    assertThat(webhooks.removeOldSecrets()).as("it still signs").isZero();
    clock.advance(Duration.ofHours(1));
    assertThat(webhooks.removeOldSecrets()).isEqualTo(1);
    assertThat(database.count("select count(sealed_old_secret) from audit_webhook")).isZero();
    assertThat(manage.test(works.ann())).isEqualTo(Handed.DELIVERED);
  }

  @Test
  void takesASecretOfSomebodysOwn(ChainNode node) {
    Optional<WebhookSecret> given = Optional.of(new WebhookSecret(GIVEN));
    assertThat(manage.change(works.ann(), all(), given).secret()).isEmpty();
    manage.change(works.ann(), before -> before, given);
    assertThat(works.audited(AuditType.AUDIT_WEBHOOK_SECRET)).as("it is so already").isEmpty();
    round(node);
    assertThat(receiver.messages().get(0).isSignedBy(GIVEN)).isTrue();

    String other = "whsec_" + "A".repeat(40);
    manage.change(works.ann(), before -> before, Optional.of(new WebhookSecret(other)));
    record(AuditType.LOCK, "ok");
    round(node);
    assertThat(receiver.messages().get(1).isSignedBy(GIVEN)).isTrue();
    assertThat(receiver.messages().get(1).isSignedBy(other)).isTrue();
  }

  @Test
  void keepsSecretsSealed() {
    String secret = set(all());
    assertThat(database.texts("select sealed_secret from audit_webhook"))
        .singleElement()
        .asString()
        .startsWith("v2.")
        .doesNotContain(secret);
  }

  /** What is sent elsewhere would be seen by somebody who was never named. */
  @Test
  void followsNoRedirect(ChainNode node) {
    set(all());
    receiver.answers(307);
    round(node);
    assertThat(receiver.messages()).hasSize(1);
    WebhookState state = manage.find(works.ann()).state().orElseThrow();
    assertThat(state.word()).isEqualTo("failing");
    assertThat(state.lastError()).contains("307");
    assertThat(state.waiting().entries()).isEqualTo(1);
  }

  @Test
  void stopsWhereItIsGoneUntilATestArrives(ChainNode node) {
    set(all());
    receiver.answers(410);
    round(node);
    assertThat(manage.find(works.ann()).state().orElseThrow().word()).isEqualTo("stopped");
    assertThat(manage.test(works.ann()).result()).isEqualTo(Handed.Result.REFUSED);
    assertThat(manage.find(works.ann()).state().orElseThrow().word()).isEqualTo("stopped");

    receiver.answers(204);
    receiver.forget();
    assertThat(manage.test(works.ann())).isEqualTo(Handed.DELIVERED);
    assertThat(receiver.messages().get(0).type()).isEqualTo("audit.test");
    receiver.forget();
    round(node);
    assertThat(sent())
        .containsExactly("audit-webhook ok", "audit-webhook-stop refused", "audit-webhook resumed");
    manage.test(works.ann());
    assertThat(works.audited(AuditType.AUDIT_WEBHOOK)).as("it went on already").hasSize(2);
  }

  @Test
  void goesOnAtOnceAtAnotherAddress(ChainNode node) throws IOException {
    set(all());
    receiver.answers(500);
    round(node);
    try (var other = new WebhookReceiver()) {
      manage.change(works.ann(), to(other.address(), List.of(), ""), Optional.empty());
      round(node);
      assertThat(other.messages().get(0).entries())
          .extracting(entry -> entry.getString("type"))
          .containsExactly("audit-webhook", "audit-webhook");
    }
  }

  @Test
  void tellsTheLogWhatWasChangedButNoPathThatMayBeASecret() {
    set(to(receiver.address(), List.of("lock"), "ok"));
    assertThat(works.auditedChange(AuditType.AUDIT_WEBHOOK))
        .contains("\"types\":[[],[\"lock\"]]", "\"outcome\":[\"\",\"ok\"]", "http://127.0.0.1:")
        .contains("\"address\":[\"", "hmac:")
        .doesNotContain("secret-path");
    manage.change(works.ann(), to(receiver.address(), List.of("lock"), "ok"), Optional.empty());
    assertThat(works.audited(AuditType.AUDIT_WEBHOOK)).as("no change").hasSize(1);
  }

  @Test
  void isTakenAway(ChainNode node) {
    set(all());
    manage.change(works.ann(), before -> WebhookSettings.NONE, Optional.empty());
    round(node);
    assertThat(receiver.messages()).isEmpty();
    assertThat(manage.find(works.ann()).state()).isEmpty();
    assertThatThrownBy(() -> manage.test(works.ann())).isInstanceOf(Conflict.class);
    assertThatThrownBy(() -> manage.rotateSecret(works.ann(), Duration.ZERO))
        .isInstanceOf(Conflict.class);
    assertThatThrownBy(
            () ->
                manage.change(works.ann(), before -> before, Optional.of(new WebhookSecret(GIVEN))))
        .isInstanceOf(InvalidInput.class);
  }

  @Test
  void goesNowhereThatThisServerMayNotCall() {
    for (String address : List.of("ftp://siem.example", "https://user@siem.example/", "nowhere")) {
      assertThatThrownBy(() -> WebhookSettings.of(address, List.of(), ""))
          .isInstanceOf(InvalidInput.class);
    }
    assertThatThrownBy(() -> WebhookSettings.of("", List.of("no-type"), ""))
        .isInstanceOf(InvalidInput.class);
    assertThatThrownBy(() -> WebhookSettings.of("", List.of(), "No Word"))
        .isInstanceOf(InvalidInput.class);
    // The metadata of a cloud: refused where it leads, which is looked at with each call.
    set(to(URI.create("http://169.254.169.254/latest"), List.of(), ""));
    assertThat(manage.test(works.ann()).failure()).isPresent();
  }

  @Test
  void wantsARecentLoginAndShowsAuditorsTheOriginOnly() {
    set(all());
    works.add("audrey");
    works.change("audrey", user -> user.give(Rank.AUDITOR, true));
    Present seen = manage.find(works.caller("audrey"));
    assertThat(seen.settings().address())
        .contains(URI.create("http://127.0.0.1:" + receiver.address().getPort()));
    assertThat(seen.state()).isPresent();

    Caller ann = works.caller("ann");
    clock.advance(Duration.ofHours(1));
    assertThatThrownBy(() -> manage.rotateSecret(ann, Duration.ZERO))
        .isInstanceOf(ReauthenticationRequired.class);
  }

  /** One large entry goes alone, and no body is larger than such a one. */
  @Test
  void sendsNoMoreThanItHasRoomFor(ChainNode node) {
    set(all());
    List<String> many = new ArrayList<>();
    for (int i = 0; i < 1_400; i++) {
      many.add("a-role-with-a-long-name-" + i);
    }
    for (int i = 0; i < 20; i++) {
      audit.record(
          AuditEntry.of(AuditType.ROLES_CHANGE, "n" + i)
              .about(works.id(), works.user("ann").id())
              .change("roles", List.of(), many));
    }
    round(node);
    assertThat(receiver.messages()).hasSizeGreaterThan(1);
    assertThat(receiver.messages())
        .allSatisfy(
            message -> assertThat(message.body()).hasSizeLessThan(SendWebhook.LARGEST + 40_000));
    assertThat(sent()).hasSize(21).endsWith("roles-change n18", "roles-change n19");
  }
}
