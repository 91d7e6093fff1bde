package org.gatehouse.core.syslog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gatehouse.core.audit.Audit;
import org.gatehouse.core.audit.AuditEntry;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.audit.ChainNode;
import org.gatehouse.core.audit.delivery.AuditDelivery;
import org.gatehouse.core.audit.delivery.DeliverAudit;
import org.gatehouse.core.audit.delivery.DeliveryKind;
import org.gatehouse.core.audit.reading.NameEntries;
import org.gatehouse.core.settings.InvalidSettings;
import org.gatehouse.fixture.CertificateAuthority;
import org.gatehouse.fixture.CoreDatabase;
import org.gatehouse.fixture.CoreTest;
import org.gatehouse.fixture.CoreWorkspace;
import org.gatehouse.fixture.Given;
import org.gatehouse.fixture.MovableClock;
import org.gatehouse.fixture.Ports;
import org.gatehouse.fixture.Rsyslog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real rsyslog understands the log that is sent to it, and gets all of it, whatever happens. */
@CoreTest
class SendSyslogTest {
  @TempDir private Path directory;

  private final NameEntries names;
  private final DeliverAudit deliver;
  private final Audit audit;
  private final ChainNode node;
  private final CoreWorkspace works;
  private final CoreDatabase database;
  private final MovableClock clock;
  private final int port = Ports.free();

  SendSyslogTest(
      NameEntries names,
      DeliverAudit deliver,
      Audit audit,
      ChainNode node,
      CoreWorkspace works,
      CoreDatabase database,
      MovableClock clock) {
    this.names = names;
    this.deliver = deliver;
    this.audit = audit;
    this.node = node;
    this.works = works;
    this.database = database;
    this.clock = clock;
  }

  @BeforeAll
  static void assumeInstalled() {
    Rsyslog.assumeInstalled();
  }

  @BeforeEach
  void begin() {
    end();
    node.begin();
    deliver.beginOnce(DeliveryKind.SYSLOG, SendSyslog.ID);
  }

  @AfterEach
  void end() {
    node.empty(database);
    database.update("delete from audit_delivery");
  }

  private SendSyslog syslog(CertificateAuthority trusted, CertificateAuthority known) {
    Path own = known.issue("gatehouse");
    return syslog(
        Map.of(
            "GATEHOUSE_SYSLOG_TRUST", trusted.certificate().toString(),
            "GATEHOUSE_SYSLOG_CERTIFICATE", own.toString(),
            "GATEHOUSE_SYSLOG_KEY", own + ".key"));
  }

  private SendSyslog syslog(Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(more);
    settings.put("GATEHOUSE_SYSLOG_SERVER", "localhost:" + port);
    return new SendSyslog(names, Given.settings(settings));
  }

  private CertificateAuthority authority(String name) throws Exception {
    return new CertificateAuthority(Files.createDirectory(directory.resolve(name)));
  }

  private void sealed(AuditEntry... entries) {
    for (AuditEntry entry : entries) {
      audit.record(entry);
    }
    node.seal();
  }

  private void round(SendSyslog syslog) {
    deliver.deliver(DeliveryKind.SYSLOG, syslog);
  }

  private AuditDelivery state() {
    return deliver.state(SendSyslog.ID).orElseThrow();
  }

  private static String parameter(JsonObject message, String name) {
    return message
        .getJsonObject("$!")
        .getJsonObject("rfc5424-sd")
        .getJsonObject(SyslogMessage.ID)
        .getString(name);
  }

  @Test
  void isUnderstood() throws Exception {
    CertificateAuthority authority = authority("authority");
    try (var rsyslog = new Rsyslog(directory, authority, port)) {
      String detail = "a\"b\\c]d é 🙂";
      sealed(
          AuditEntry.of(AuditType.LOGIN, "wrong-password")
              .about(works.id(), works.user("ann").id())
              .from("192.0.2.1", "curl/8.5.0", "r1")
              .detail(detail),
          AuditEntry.of(AuditType.LOCK, "ok").aboutWorkspace(works.id()));
      round(syslog(authority, authority));
      assertThat(state().lastError()).isEmpty();

      List<JsonObject> messages = rsyslog.messages(2);
      assertThat(messages).hasSize(2);
      JsonObject first = messages.get(0);
      assertThat(first.getString("protocol-version")).isEqualTo("1");
      assertThat(first.getString("syslogfacility")).isEqualTo("10");
      assertThat(first.getString("syslogseverity")).isEqualTo("4");
      assertThat(first.getString("msgid")).isEqualTo("login");
      assertThat(first.getString("hostname")).isEqualTo("localhost");
      assertThat(first.getString("msg")).isEqualTo("login wrong-password");
      assertThat(parameter(first, "user")).isEqualTo(works.uid() + "/ann");
      assertThat(parameter(first, "detail")).isEqualTo(detail);
      assertThat(parameter(first, "address")).isEqualTo("192.0.2.1");
      assertThat(messages.get(1).getString("msgid")).isEqualTo("lock");
    }
  }

  @Test
  void catchesUpWithWhatCameWhileTheServerWasGone() throws Exception {
    CertificateAuthority authority = authority("authority");
    SendSyslog syslog = syslog(authority, authority);
    for (int i = 0; i < 600; i++) {
      audit.record(AuditEntry.of(AuditType.LIMIT, "n" + i));
    }
    node.seal();
    round(syslog);
    assertThat(state().failingSince()).isPresent();

    try (var rsyslog = new Rsyslog(directory, authority, port)) {
      clock.advance(Duration.ofMinutes(15));
      round(syslog);
      assertThat(state().failingSince()).isEmpty();
      assertThat(rsyslog.messages(600))
          .hasSize(600)
          .extracting(message -> message.getString("msg"))
          .startsWith("limit n0", "limit n1")
          .endsWith("limit n599");
    }
  }

  @Test
  void tellsNothingToAServerThatHasNotProvenItsName() throws Exception {
    CertificateAuthority authority = authority("authority");
    CertificateAuthority stranger = authority("stranger");
    try (var rsyslog = new Rsyslog(directory, authority, port)) {
      sealed(AuditEntry.of(AuditType.LOCK, "ok"));
      round(syslog(stranger, authority));
      assertThat(state().lastError()).contains("SSLHandshakeException");
      assertThat(rsyslog.messages(0)).isEmpty();
    }
  }

  /** The server refuses us only after we have said all: that is no delivery. */
  @Test
  void doesNotTakeForDeliveredWhatTheServerRefused() throws Exception {
    CertificateAuthority authority = authority("authority");
    CertificateAuthority stranger = authority("stranger");
    try (var rsyslog = new Rsyslog(directory, authority, port)) {
      sealed(AuditEntry.of(AuditType.LOCK, "ok"));
      round(syslog(authority, stranger));
      assertThat(state().failingSince()).isPresent();
      assertThat(rsyslog.messages(0)).isEmpty();

      clock.advance(Duration.ofMinutes(15));
      round(syslog(authority, authority));
      assertThat(rsyslog.messages(1)).hasSize(1);
    }
  }

  @Test
  void refusesFilesThatHaveSomethingElse() throws Exception {
    Path empty = Files.createFile(directory.resolve("empty"));
    Path certificate = authority("authority").issue("gatehouse");
    assertThatThrownBy(() -> syslog(Map.of("GATEHOUSE_SYSLOG_TRUST", empty.toString())))
        .isInstanceOf(InvalidSettings.class)
        .hasMessageContaining("GATEHOUSE_SYSLOG_TRUST");
    assertThatThrownBy(
            () ->
                syslog(
                    Map.of(
                        "GATEHOUSE_SYSLOG_CERTIFICATE", certificate.toString(),
                        "GATEHOUSE_SYSLOG_KEY", certificate.toString())))
        .isInstanceOf(InvalidSettings.class)
        .hasMessageContaining("GATEHOUSE_SYSLOG_KEY");
  }
}
