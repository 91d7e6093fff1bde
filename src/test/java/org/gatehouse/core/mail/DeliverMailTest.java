package org.gatehouse.core.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.gatehouse.core.audit.AuditEntry;
import org.gatehouse.core.mail.NotDelivered.Reason;
import org.gatehouse.core.reset.ResetRequestWorker;
import org.gatehouse.core.settings.Settings;
import org.gatehouse.fixture.AtOnce;
import org.gatehouse.fixture.Given;
import org.gatehouse.fixture.MailServer;
import org.gatehouse.fixture.MailServer.Security;
import org.gatehouse.fixture.MovableClock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** E-mails from the outbox, in a real database, to a real mail server and its troubles. */
class DeliverMailTest {
  private static final String ANN = "ann@example.com";
  private static final String BOB = "bob@example.com";

  @TempDir private static Path directory;
  private static OutboxOnH2 store;
  private static MailServer server;

  private final MovableClock clock = new MovableClock(Instant.parse("2026-11-22T08:00:00Z"));
  private GivenMail mail;

  @BeforeAll
  static void start() {
    store = new OutboxOnH2();
    server = MailServer.start(directory);
  }

  @AfterAll
  static void stop() {
    server.close();
    store.close();
  }

  @BeforeEach
  void connect() {
    mail = new GivenMail(server.settings(), store, clock);
  }

  @AfterEach
  void leaveAnEmptyOutbox() {
    store.inTransaction(
        outbox -> outbox.entityManager.createQuery("delete from QueuedMail").executeUpdate());
  }

  private static List<MimeMessage> mails(String address) {
    return server.mails().stream()
        .filter(mail -> address.equals(MailServer.header(mail, "To")))
        .toList();
  }

  @Test
  void bringsALetterThroughStartTlsWithAPassword() throws Exception {
    mail.put("first@example.com");

    mail.node().deliver();

    MimeMessage message = mails("first@example.com").get(0);
    assertThat(message.getSubject()).isEqualTo("Choose a new password");
    assertThat(message.getFrom()[0]).hasToString("Gatehouse <gatehouse@login.example.com>");
    assertThat(message.getSentDate()).isEqualTo(clock.instant());
    assertThat(message.getContentType()).startsWith("multipart/alternative");
    assertThat(MailServer.part(message, "text/plain"))
        .contains("- corpinc/ann\n- acme/ann\n", "\nhttps://login.example.com/reset?token=the-");
    assertThat(MailServer.part(message, "text/html"))
        .contains("<html lang=\"en\">", "<li>acme/ann</li>", "href=\"https://login.example.com/re");
    assertThat(store.waiting().waiting()).isZero();
    assertThat(mail.audited).isEmpty();
  }

  @Test
  void keepsWhatALetterSaysUnreadable() {
    mail.put(ANN);

    assertThat(store.dump())
        .contains("password-reset")
        .doesNotContain("the-secret-token", "example.com", "corpinc");
  }

  @Test
  void sendsNothingWhereTheTransactionIsRolledBack() {
    assertThatThrownBy(
            () ->
                store.inTransaction(
                    outbox -> {
                      mail.outbox(outbox).put(GivenMail.mail("nobody@example.com"));
                      throw new IllegalStateException("thought better of it");
                    }))
        .hasMessage("thought better of it");

    mail.node().deliver();

    assertThat(mails("nobody@example.com")).isEmpty();
  }

  @Test
  void tellsOfARejectedRecipientOnceAndGoesOnWithOthers() {
    server.answer("gone@example.com", 550);
    mail.put("gone@example.com");
    mail.put("next@example.com");
    DeliverMail node = mail.node();

    node.deliver();
    clock.advance(Duration.ofDays(1));
    server.answer("gone@example.com", 250);
    node.deliver();

    assertThat(mails("next@example.com")).hasSize(1);
    assertThat(mails("gone@example.com")).isEmpty();
    AuditEntry rejected = mail.audited.get(0);
    assertThat(rejected.detail()).startsWith("password-reset ").doesNotContain("@");
    assertThat(mail.audited)
        .containsExactly(GivenMail.audited("rejected").detail(rejected.detail()));
    assertThat(node.condition()).isEqualTo(new MailCondition(true, 0, 0, Optional.empty()));
  }

  @Test
  void goesOnWithOthersAfterAnAddressThatMakesNoSense() {
    mail.put("nobody at all@example.com");
    clock.advance(Duration.ofMinutes(2));
    mail.put("sensible@example.com");
    DeliverMail node = mail.node();

    node.deliver();

    assertThat(mails("sensible@example.com")).hasSize(1);
    assertThat(mail.audited).extracting(AuditEntry::outcome).containsExactly("rejected");
    assertThat(node.condition()).isEqualTo(new MailCondition(true, 0, 0, Optional.empty()));
  }

  @ParameterizedTest
  @CsvSource({
    "taro.@docomo.example, taro.@docomo.example",
    "a..b@docomo.example, a..b@docomo.example",
    ".ann@example.com, .ann@example.com",
    "'\"a b\"@example.com', '<\"a b\"@example.com>'",
    "ann@hafen_intern.example, ann@hafen_intern.example",
    "o'hara@Müller.example, o'hara@xn--mller-kva.example"
  })
  void reachesMailboxesWithOddNames(String address, String written) {
    mail.put(address);

    mail.node().deliver();

    assertThat(mails(written)).hasSize(1);
    assertThat(mail.audited).isEmpty();
  }

  @Test
  void triesAgainWhatTheServerDoesNotTakeNow() {
    server.answer("grey@example.com", 451);
    mail.put("grey@example.com");
    mail.put("other@example.com");
    DeliverMail node = mail.node();

    node.deliver();
    server.answer("grey@example.com", 250);
    clock.advance(Duration.ofSeconds(9));
    node.deliver();
    assertThat(mails("grey@example.com")).isEmpty();
    clock.advance(Duration.ofSeconds(1));
    node.deliver();

    assertThat(mails("grey@example.com")).hasSize(1);
    assertThat(mails("other@example.com")).hasSize(1);
    assertThat(mail.audited).isEmpty();
  }

  @Test
  void waitsForAServerThatIsDown() {
    DeliverMail node = mail.node();
    server.stop();
    mail.put("patient@example.com");
    node.deliver();
    assertThat(node.condition().delivering()).isTrue();
    clock.advance(Duration.ofMinutes(2));
    node.deliver();
    assertThat(node.condition().delivering()).isFalse();
    assertThat(node.condition().waiting()).isEqualTo(1);
    assertThat(node.condition().oldest()).contains(Duration.ofMinutes(2));

    server.resume();
    clock.advance(Duration.ofSeconds(20));
    node.deliver();

    assertThat(mails("patient@example.com")).hasSize(1);
    assertThat(node.condition().delivering()).isTrue();
    assertThat(mail.audited).isEmpty();
  }

  @Test
  void tellsWhenNobodyTakesLettersAnyMore() {
    mail.put("taken@example.com");
    DeliverMail node = mail.node();
    node.deliver();
    mail.put(ANN);
    clock.advance(Duration.ofMinutes(2));
    assertThat(node.condition().delivering()).isTrue();

    clock.advance(Duration.ofMinutes(2));

    assertThat(node.condition().delivering()).isFalse();
  }

  @Test
  void asksAServerThatIsDownForOneLetterAtATime() {
    List<String> asked = new ArrayList<>();
    mail.put(ANN);
    mail.put(BOB);

    mail.node((id, at, message) -> fail(asked, Reason.UNREACHABLE)).deliver();

    assertThat(asked).hasSize(1);
  }

  @Test
  void pausesLongerAndLongerAndGivesUpAfterThreeDays() {
    Instant begun = clock.instant();
    List<String> asked = new ArrayList<>();
    DeliverMail node = mail.node((id, at, message) -> fail(asked, Reason.NOT_NOW));
    mail.putKeyMade(ANN);
    node.deliver();

    Duration pause = Duration.ofSeconds(10);
    while (store.waiting().failed() == 0) {
      int attempts = asked.size();
      clock.advance(pause.minusSeconds(1));
      node.deliver();
      assertThat(asked).as("after %s", pause).hasSize(attempts);
      clock.advance(Duration.ofSeconds(1));
      node.deliver();
      assertThat(asked).as("after %s", pause).hasSize(attempts + 1);
      pause = Collections.min(List.of(pause.multipliedBy(2), Duration.ofHours(1)));
    }

    assertThat(Duration.between(begun, clock.instant()))
        .isBetween(Duration.ofHours(70), Duration.ofDays(3));
    assertThat(mail.audited).extracting(AuditEntry::outcome).containsExactly("given-up");
    assertThat(node.condition()).isEqualTo(new MailCondition(true, 0, 1, Optional.empty()));
    clock.advance(Duration.ofDays(31));
    assertThat(node.removeGivenUp()).isEqualTo(1);
  }

  @Test
  void givesUpALinkBeforeItIsGoodNoLonger() {
    Instant begun = clock.instant();
    DeliverMail node = mail.node((id, at, message) -> fail(new ArrayList<>(), Reason.NOT_NOW));
    mail.put(ANN);

    while (store.waiting().failed() == 0) {
      node.deliver();
      clock.advance(Duration.ofSeconds(10));
    }

    assertThat(Duration.between(begun, clock.instant()))
        .isBetween(Duration.ofMinutes(20), ResetRequestWorker.LIFETIME);
    assertThat(mail.audited).extracting(AuditEntry::outcome).containsExactly("given-up");
  }

  private static void fail(List<String> asked, Reason reason) throws NotDelivered {
    asked.add("asked");
    throw new NotDelivered(reason, "421 come back later", new IllegalStateException());
  }

  @Test
  void sendsOnceThoughTwoNodesDeliver() {
    List<String> sent = new CopyOnWriteArrayList<>();
    for (int i = 0; i < 40; i++) {
      mail.put(i + "@example.com");
    }

    AtOnce.call(
        8,
        () -> {
          mail.node((id, at, message) -> sent.add(id.toString())).deliver();
          return "";
        });
    mail.node((id, at, message) -> sent.add(id.toString())).deliver();

    assertThat(sent).hasSize(40).doesNotHaveDuplicates();
  }

  @Test
  void sendsAgainUnderTheSameNameWhenANodeHasDiedOverALetter() {
    mail.put("twice@example.com");
    Mailer real = new Mailers().mailer(settings());
    DeliverMail dying =
        mail.node(
            (id, at, message) -> {
              real.send(id, at, message);
              throw new OutOfMemoryError("the end");
            });
    assertThatThrownBy(dying::deliver).isInstanceOf(OutOfMemoryError.class);

    mail.node().deliver();
    assertThat(mails("twice@example.com")).hasSize(1);
    clock.advance(DeliverMail.LEASE);
    mail.node().deliver();

    assertThat(mails("twice@example.com"))
        .hasSize(2)
        .extracting(mail -> MailServer.header(mail, "Message-ID"))
        .allMatch(name -> name.matches("<[0-9a-f-]{36}@login.example.com>"))
        .containsOnly(MailServer.header(mails("twice@example.com").get(0), "Message-ID"));
  }

  private static Settings settings() {
    return Given.settings(server.settings());
  }

  @Test
  void doesNotLetALetterThatNobodyCanOpenHoldUpOthers() {
    QueuedMail foreign =
        new QueuedMail(UUID.randomUUID(), GivenMail.mail(ANN), "ann", "v1.broken", clock.instant());
    store.add(foreign);
    clock.advance(Duration.ofSeconds(1));
    mail.put("behind@example.com");

    mail.node().deliver();

    assertThat(mails("behind@example.com")).hasSize(1);
    assertThat(store.waiting().waiting()).isEqualTo(1);
  }

  @Test
  void writesToAFolderWhereNoServerIsSet() throws Exception {
    GivenMail toFolder =
        new GivenMail(Map.of("GATEHOUSE_DATA", directory.resolve("data").toString()), store, clock);
    toFolder.put(ANN);

    toFolder.node().deliver();

    try (var files = Files.list(directory.resolve("data/mail"))) {
      assertThat(files)
          .singleElement()
          .satisfies(
              file -> {
                assertThat(file.toString()).endsWith(".eml");
                assertThat(Files.readString(file)).contains("To: " + ANN + "\r\n", "the-secret-");
              });
    }
  }

  @Test
  void writesFilesThatOnlyTheirOwnerMayRead() throws Exception {
    Path folder = directory.resolve("private/mail");

    new FolderMailer(folder).send(UUID.randomUUID(), clock.instant(), "a link");

    assertThat(permissions(folder)).isEqualTo("rwx------");
    try (var files = Files.list(folder)) {
      assertThat(files).singleElement().extracting(this::permissions).isEqualTo("rw-------");
    }
  }

  private String permissions(Path file) {
    try {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void leavesNoDraftOfALetterThatCanNotBeWritten() throws Exception {
    Path folder = directory.resolve("full");
    UUID id = UUID.randomUUID();
    Path inTheWay = folder.resolve(clock.instant().toEpochMilli() + "-" + id + ".eml");
    Files.createDirectories(inTheWay);

    assertThatThrownBy(() -> new FolderMailer(folder).send(id, clock.instant(), "a link"))
        .isInstanceOf(NotDelivered.class);

    assertThat(folder).isDirectoryNotContaining("glob:**.draft");
  }

  @Test
  void trustsNobodyElsesCertificate() {
    Map<String, String> withoutTrust = server.settings();
    withoutTrust.remove("GATEHOUSE_SMTP_TRUST");

    assertUnreachable(withoutTrust, "unable to find valid certification path");
  }

  @Test
  void refusesAServerOfAnotherName() {
    try (MailServer other = MailServer.start(directory, Security.STARTTLS, "mail.example.com")) {
      assertUnreachable(other.settings(), "localhost");
    }
  }

  @Test
  void refusesAServerOfAnotherNameThatBeginsWithTls() {
    try (MailServer other = MailServer.start(directory, Security.TLS, "mail.example.com")) {
      assertUnreachable(other.settings(), "localhost");
    }
  }

  @Test
  void saysNothingToAServerWithoutEncryption() {
    try (MailServer open = MailServer.start(directory, Security.OFF, "localhost")) {
      Map<String, String> settings = open.settings();
      settings.put("GATEHOUSE_SMTP_SECURITY", "starttls");

      assertUnreachable(settings, "STARTTLS is required but");
      assertThat(open.mails()).isEmpty();
    }
  }

  @Test
  void waitsWhereTheServerDoesNotKnowUs() {
    Map<String, String> settings = server.settings();
    settings.put("GATEHOUSE_SMTP_PASSWORD", "wrong");

    assertUnreachable(settings, "535");
  }

  private void assertUnreachable(Map<String, String> settings, String why) {
    GivenMail elsewhere = new GivenMail(settings, store, clock);
    elsewhere.put(ANN);
    int before = server.mails().size();

    DeliverMail node = elsewhere.node();
    node.deliver();

    assertThat(store.waiting().waiting()).isEqualTo(1);
    assertThat(elsewhere.audited).isEmpty();
    assertThat(server.mails()).hasSize(before);
    assertThatThrownBy(
            () ->
                new Mailers()
                    .mailer(Given.settings(settings))
                    .send(UUID.randomUUID(), clock.instant(), "To: " + ANN + "\n\n."))
        .isInstanceOfSatisfying(
            NotDelivered.class,
            failure -> assertThat(failure.reason()).isEqualTo(Reason.UNREACHABLE))
        .hasMessageContaining(why);
  }

  @Test
  void sendsThroughTlsAndInTheClearOnThisMachine() {
    for (Security security : List.of(Security.TLS, Security.OFF)) {
      try (MailServer other = MailServer.start(directory, security, "localhost")) {
        GivenMail there = new GivenMail(other.settings(), store, clock);
        there.put(ANN);

        there.node().deliver();

        assertThat(other.mails()).as(security.toString()).hasSize(1);
      }
    }
  }
}
