package org.gatehouse.core.syslog;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.audit.AuditEvent;
import org.gatehouse.core.audit.reading.NamedEntry;

/**
 * An entry of the audit log as a message of syslog (RFC 5424). All that it says is structured data;
 * the text behind is for people who look at it.
 */
final class SyslogMessage {
  /**
   * What every receiver should take (RFC 5425, 4.3.1), octets. Changes alone can be longer; what
   * they were then is for the log itself to tell.
   */
  static final int LONGEST = 8_192;

  /**
   * The number that is for documents (RFC 5612): Gatehouse has none of its own, and what isn't
   * registered with IANA must have one (RFC 5424, 7.2.2).
   */
  static final String ID = "gatehouse@32473";

  private static final String APPLICATION = "gatehouse";

  /** Not one of changes, at the end. */
  private static final String CUT = "...";

  /** Events that are news (RFC 5424, 6.2.1). */
  private static final int INFORMATIONAL = 6;

  /** Those of which somebody may want to know: a refusal. */
  private static final int WARNING = 4;

  private static final int SEVERITIES = 8;
  private static final int LONGEST_HOST = 255;
  private static final int LONGEST_TYPE = 32;

  /** As RFC 5424, 6.2.3 wants it: no more than six digits of a second. */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final int facility;
  private final String host;

  /**
   * @param facility of all messages
   * @param host by what name others know this installation
   */
  SyslogMessage(int facility, String host) {
    this.facility = facility;
    this.host = printable(host, LONGEST_HOST);
  }

  /**
   * Writes one, with its length before it (RFC 5425, 4.3).
   *
   * @param number of the entry in the chain of the log
   */
  byte[] frame(long number, NamedEntry entry) {
    byte[] message = message(number, entry).getBytes(StandardCharsets.UTF_8);
    byte[] length = (message.length + " ").getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(length.length + message.length).put(length).put(message).array();
  }

  String message(long number, NamedEntry entry) {
    // As they are written: what is replaced by less would be cut by less.
    String changes = inOneLine(entry.event().changes());
    String message = message(number, entry, changes);
    int over = length(message) - LONGEST;
    if (over <= 0) {
      return message;
    }
    // By so much, also where each letter of it is written as two.
    return message(number, entry, start(changes, length(changes) - over - CUT.length()) + CUT);
  }

  private String message(long number, NamedEntry entry, String changes) {
    AuditEvent event = entry.event();
    String type = printable(event.type(), LONGEST_TYPE);
    String outcome = printable(event.outcome(), LONGEST_HOST);
    StringBuilder message =
        new StringBuilder()
            .append('<')
            .append(facility * SEVERITIES + severity(event))
            .append(">1 ")
            .append(TIME.format(event.occurredAt()))
            .append(' ')
            .append(host)
            .append(' ')
            .append(APPLICATION)
            .append(" - ")
            .append(type)
            .append(" [")
            .append(ID);
    parameters(number, entry, changes)
        .forEach(
            (name, value) ->
                message.append(' ').append(name).append("=\"").append(escaped(value)).append('"'));
    return message.append("] ").append(type).append(' ').append(outcome).toString();
  }

  private static int severity(AuditEvent event) {
    return event.outcome().equals("ok") ? INFORMATIONAL : WARNING;
  }

  private static Map<String, String> parameters(long number, NamedEntry entry, String changes) {
    AuditEvent event = entry.event();
    Map<String, String> all = new LinkedHashMap<>();
    all.put("number", Long.toString(number));
    all.put("id", event.id().toString());
    all.put("outcome", event.outcome());
    all.put("workspace_id", text(event.workspaceId()));
    all.put("user_id", text(event.userId()));
    all.put("user", entry.user());
    all.put("actor_id", text(event.actorId()));
    all.put("actor", entry.actor());
    all.put("session_id", text(event.sessionId()));
    all.put("address", event.address());
    all.put("user_agent", event.userAgent());
    all.put("request_id", event.requestId());
    all.put("detail", event.detail());
    all.put("changes", changes);
    all.values().removeIf(String::isEmpty);
    return all;
  }

  private static String text(Optional<UUID> id) {
    return id.map(UUID::toString).orElse("");
  }

  /**
   * As a value of structured data (RFC 5424, 6.3.3). Control characters would be allowed, but a
   * receiver that writes lines could be made to write one of somebody else's.
   */
  private static String escaped(String value) {
    return inOneLine(value).replaceAll("([\"\\\\\\]])", "\\\\$1");
  }

  private static String inOneLine(String value) {
    return value.replaceAll("[\\p{Cc}\\u2028\\u2029]", " ");
  }

  /** As a part of the header (RFC 5424, 6): what isn't printable ASCII there ends it. */
  private static String printable(String text, int longest) {
    String printable = text.replaceAll("[^\\x21-\\x7e]", "");
    return printable.isEmpty()
        ? "-"
        : printable.substring(0, Math.min(printable.length(), longest));
  }

  private static int length(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /** The first characters of a text that have no more octets; none is cut through. */
  private static String start(String text, int octets) {
    CharsetEncoder encoder =
        StandardCharsets.UTF_8
            .newEncoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    CharBuffer in = CharBuffer.wrap(text);
    var unused = encoder.encode(in, ByteBuffer.allocate(Math.max(octets, 0)), true);
    return text.substring(0, in.position());
  }
}
