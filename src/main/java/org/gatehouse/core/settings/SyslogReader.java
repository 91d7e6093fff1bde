package org.gatehouse.core.settings;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gatehouse.core.settings.Settings.ClientCertificate;
import org.gatehouse.core.settings.Settings.Syslog;

/** Reads where the audit log is sent by syslog. */
final class SyslogReader {
  private static final String SERVER = "GATEHOUSE_SYSLOG_SERVER";
  private static final String FACILITY = "GATEHOUSE_SYSLOG_FACILITY";
  private static final String TRUST = "GATEHOUSE_SYSLOG_TRUST";
  private static final String CERTIFICATE = "GATEHOUSE_SYSLOG_CERTIFICATE";
  private static final String KEY = "GATEHOUSE_SYSLOG_KEY";

  /** A host, or IPv6 in brackets; and perhaps a port. */
  private static final Pattern ADDRESS =
      Pattern.compile("([A-Za-z0-9.-]+|\\[[0-9a-fA-F:.]+])(?::([0-9]{1,5}))?");

  /** The port of syslog over TLS (RFC 5425, 4.1). */
  private static final int USUAL_PORT = 6_514;

  /** Those that are about who gets in (RFC 5424, 6.2.1). */
  private static final Map<String, Integer> FACILITIES = Map.of("authpriv", 10, "audit", 13);

  private SyslogReader() {}

  static Optional<Syslog> read(SettingTexts texts) {
    Optional<String> server = texts.optional(SERVER).map(String::strip);
    if (server.isEmpty()) {
      List<String> others =
          List.of(FACILITY, TRUST, CERTIFICATE, KEY).stream()
              .filter(name -> texts.optional(name).isPresent())
              .toList();
      if (!others.isEmpty()) {
        texts.mistake(
            SERVER + " must be set for " + String.join(", ", others) + " to mean anything.");
      }
      return Optional.empty();
    }
    Matcher address = ADDRESS.matcher(server.get());
    boolean isRight = address.matches();
    int port =
        isRight && address.group(2) != null ? Integer.parseInt(address.group(2)) : USUAL_PORT;
    if (!isRight || port < 1 || port > SettingsReader.LARGEST_PORT) {
      texts.mistake(
          SERVER
              + " must be a host and perhaps a port, such as logs.example.com:"
              + USUAL_PORT
              + ".");
    }
    String facility = texts.choice(FACILITY, "authpriv", "authpriv", "audit");
    return Optional.of(
        new Syslog(
            isRight ? address.group(1).replaceAll("[\\[\\]]", "") : "localhost",
            port,
            FACILITIES.getOrDefault(facility, 10),
            texts.file(TRUST),
            certificate(texts)));
  }

  private static Optional<ClientCertificate> certificate(SettingTexts texts) {
    Optional<Path> chain = texts.file(CERTIFICATE);
    Optional<Path> key = texts.secretFile(KEY);
    if (texts.optional(CERTIFICATE).isPresent() != texts.optional(KEY).isPresent()) {
      texts.mistake(CERTIFICATE + " and " + KEY + " must be set together, or neither.");
    }
    return chain.flatMap(file -> key.map(ofIt -> new ClientCertificate(file, ofIt)));
  }
}
