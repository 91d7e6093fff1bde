package org.gatehouse.core.syslog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.gatehouse.core.audit.Audit;
import org.gatehouse.core.audit.AuditEntry;
import org.gatehouse.core.audit.AuditEvent;
import org.gatehouse.core.audit.AuditFeed;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.audit.ChainNode;
import org.gatehouse.core.audit.reading.NamedEntry;
import org.gatehouse.fixture.CoreDatabase;
import org.gatehouse.fixture.CoreTest;
import org.gatehouse.fixture.CoreWorkspace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Messages are such as RFC 5424 has them. */
@CoreTest
class SyslogMessageTest {
  /** Its grammar, as far as we write by it. */
  private static final Pattern GRAMMAR =
      Pattern.compile(
          "<([0-9]{1,3})>1"
              + " (\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z)"
              + " ([!-~]{1,255}) ([!-~]{1,48}) - ([!-~]{1,32})"
              + " \\[([^ =\\]\"]{1,32})((?: [^ =\\]\"]{1,32}=\"(?:[^\"\\\\\\]]++|\\\\[\"\\\\\\]])*+\")*)\\]"
              + " (.*)",
          Pattern.DOTALL);

  private final SyslogMessage messages = new SyslogMessage(10, "login.example.com");
  private final Audit audit;
  private final AuditFeed feed;
  private final ChainNode node;
  private final CoreWorkspace works;
  private final CoreDatabase database;

  SyslogMessageTest(
      Audit audit, AuditFeed feed, ChainNode node, CoreWorkspace works, CoreDatabase database) {
    this.audit = audit;
    this.feed = feed;
    this.node = node;
    this.works = works;
    this.database = database;
  }

  @BeforeEach
  void begin() {
    end();
    node.begin();
  }

  @AfterEach
  void end() {
    node.empty(database);
  }

  private NamedEntry entry(AuditEntry said) {
    audit.record(said);
    node.seal();
    AuditEvent event = feed.after(0, Optional.empty(), 10).entries().get(0).event();
    return new NamedEntry(event, "works/ann", "", Optional.empty());
  }

  private static Matcher parts(String message) {
    Matcher parts = GRAMMAR.matcher(message);
    assertThat(parts.matches()).as(message).isTrue();
    return parts;
  }

  private static String parameter(String message, String name) {
    Matcher found =
        Pattern.compile(" " + name + "=\"((?:[^\"\\\\\\]]++|\\\\[\"\\\\\\]])*+)\"")
            .matcher(parts(message).group(7));
    assertThat(found.find()).as("%s in %s", name, message).isTrue();
    return found.group(1).replaceAll("\\\\([\"\\\\\\]])", "$1");
  }

  @Test
  void saysWhatTheEntryDoes() {
    UUID ann = works.user("ann").id();
    NamedEntry entry =
        entry(
            AuditEntry.of(AuditType.LOCK, "ok")
                .about(works.id(), ann)
                .from("192.0.2.1", "curl/8.5.0", "r1"));
    String message = messages.message(7, entry);

    Matcher parts = parts(message);
    assertThat(parts.group(1)).as("authpriv, informational").isEqualTo("86");
    assertThat(parts.group(2)).isEqualTo("2030-01-01T12:00:00.000000Z");
    assertThat(parts.group(3)).isEqualTo("login.example.com");
    assertThat(parts.group(4)).isEqualTo("gatehouse");
    assertThat(parts.group(5)).isEqualTo("lock");
    assertThat(parts.group(6)).isEqualTo(SyslogMessage.ID);
    assertThat(parts.group(8)).isEqualTo("lock ok");
    Map.of(
            "number", "7",
            "id", entry.event().id().toString(),
            "outcome", "ok",
            "workspace_id", works.id().toString(),
            "user_id", ann.toString(),
            "user", "works/ann",
            "address", "192.0.2.1",
            "user_agent", "curl/8.5.0",
            "request_id", "r1")
        .forEach((name, value) -> assertThat(parameter(message, name)).isEqualTo(value));
    assertThat(message).doesNotContain("actor").doesNotContain("session_id");
  }

  @Test
  void warnsOfRefusalsByTheFacilityOfTheSettings() {
    NamedEntry entry = entry(AuditEntry.of(AuditType.LOGIN, "wrong-password"));
    assertThat(new SyslogMessage(13, "h").message(1, entry)).startsWith("<108>1 ");
  }

  /** Nobody ends a value, an element, a message or a line of a file. */
  @Test
  void escapesWhatWouldEndAValue() {
    String detail = "a\"b\\c]d [e=\"f\"] \r\n<86>1 2030 é 🙂 \u0085\u2028";
    String message =
        messages.message(1, entry(AuditEntry.of(AuditType.LOGIN, "ok").detail(detail)));
    assertThat(parameter(message, "detail")).isEqualTo("a\"b\\c]d [e=\"f\"]   <86>1 2030 é 🙂   ");
    assertThat(message).doesNotContainPattern("\\p{Cc}");
  }

  @Test
  void countsOctetsNotLetters() {
    NamedEntry entry = entry(AuditEntry.of(AuditType.LOGIN, "ok").detail("é🙂"));
    byte[] message = messages.message(1, entry).getBytes(StandardCharsets.UTF_8);
    assertThat(new String(messages.frame(1, entry), StandardCharsets.UTF_8))
        .isEqualTo(message.length + " " + messages.message(1, entry));
  }

  @Test
  void cutsChangesWhereThereIsNoRoom() {
    List<String> many = IntStream.range(0, 900).mapToObj(i -> "rôle\" " + i).toList();
    NamedEntry entry =
        entry(AuditEntry.of(AuditType.ROLES_CHANGE, "ok").change("roles", List.of(), many));
    String message = messages.message(1, entry);
    assertThat(message.getBytes(StandardCharsets.UTF_8).length)
        .isBetween(SyslogMessage.LONGEST / 2, SyslogMessage.LONGEST);
    assertThat(parameter(message, "changes")).startsWith("{\"roles\":[[],[").endsWith("...");
  }

  /** Each of these is three octets, and one when it is written. */
  @Test
  void cutsEnoughOfWhatIsWrittenShorter() {
    List<String> many = IntStream.range(0, 900).mapToObj(i -> "\u2028".repeat(9) + i).toList();
    NamedEntry entry =
        entry(AuditEntry.of(AuditType.ROLES_CHANGE, "ok").change("roles", List.of(), many));
    assertThat(messages.message(1, entry).getBytes(StandardCharsets.UTF_8).length)
        .isBetween(SyslogMessage.LONGEST / 2, SyslogMessage.LONGEST);
  }
}
