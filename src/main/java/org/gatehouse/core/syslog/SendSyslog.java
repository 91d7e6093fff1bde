package org.gatehouse.core.syslog;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.audit.NumberedEvent;
import org.gatehouse.core.audit.delivery.AuditRecipient;
import org.gatehouse.core.audit.delivery.Handed;
import org.gatehouse.core.audit.reading.NameEntries;
import org.gatehouse.core.audit.reading.NamedEntry;
import org.gatehouse.core.settings.InvalidSettings;
import org.gatehouse.core.settings.Settings;
import org.gatehouse.core.settings.Settings.Syslog;
import org.gatehouse.core.settings.TlsFiles;

/**
 * Sends the audit log of the installation to the syslog server of the settings, if there is one.
 */
@Singleton
public class SendSyslog implements AuditRecipient {
  /** By which key its place in the log is kept: there is one server. */
  public static final UUID ID = new UUID(0, 1);

  private final NameEntries names;
  private final SyslogMessage messages;
  private final Optional<SyslogConnection> server;

  /**
   * @param settings where it is
   * @throws InvalidSettings if the certificates or the key can't be read
   */
  @Inject
  SendSyslog(NameEntries names, Settings settings) {
    this.names = names;
    this.messages =
        new SyslogMessage(
            settings.syslog().map(Syslog::facility).orElse(0), settings.publicUrl().getHost());
    this.server =
        settings
            .syslog()
            .map(
                syslog ->
                    new SyslogConnection(
                        syslog.host(),
                        syslog.port(),
                        TlsFiles.of(
                            "GATEHOUSE_SYSLOG_TRUST",
                            syslog.trust(),
                            "GATEHOUSE_SYSLOG_CERTIFICATE and GATEHOUSE_SYSLOG_KEY",
                            syslog.certificate())));
  }

  @PreDestroy
  void close() {
    server.ifPresent(SyslogConnection::close);
  }

  /** Whether there is a server. */
  public boolean isWanted() {
    return server.isPresent();
  }

  @Override
  public Handed hand(UUID id, List<NumberedEvent> entries) {
    if (server.isEmpty()) {
      return Handed.failed("There is no server.");
    }
    List<NamedEntry> named =
        names.ofInstallation(Optional.empty(), entries.stream().map(NumberedEvent::event).toList());
    List<byte[]> frames = new ArrayList<>();
    for (int i = 0; i < named.size(); i++) {
      frames.add(messages.frame(entries.get(i).number(), named.get(i)));
    }
    try {
      server.get().send(frames);
      return Handed.DELIVERED;
    } catch (IOException e) {
      // For the operator, who has named the server, and the log.
      return Handed.failed(e.toString());
    }
  }
}
