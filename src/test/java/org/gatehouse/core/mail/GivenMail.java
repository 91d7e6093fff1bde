package org.gatehouse.core.mail;

import jakarta.enterprise.event.Event;
import java.lang.reflect.Proxy;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.gatehouse.core.audit.AuditEntry;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.audit.KeptAudit;
import org.gatehouse.core.limit.GivenLimits;
import org.gatehouse.core.secret.MasterKey;
import org.gatehouse.core.secret.Vault;
import org.gatehouse.core.settings.Settings;
import org.gatehouse.fixture.Given;

/** The parts of mail with some settings, made by hand as a container would. */
final class GivenMail {
  private static final UUID WORKSPACE = UUID.randomUUID();
  private static final UUID USER = UUID.randomUUID();

  final QueuedMails store;
  final List<AuditEntry> audited = new CopyOnWriteArrayList<>();
  private final Settings settings;
  private final Vault vault;
  private final MailLimits limits;
  private final Clock clock;

  GivenMail(Map<String, String> environment, QueuedMails store, Clock clock) {
    Map<String, String> all = new HashMap<>(environment);
    all.put("GATEHOUSE_MASTER_KEY", Given.masterKey(1));
    all.put("GATEHOUSE_PUBLIC_URL", "https://login.example.com");
    this.settings = Given.settings(all);
    this.store = store;
    this.clock = clock;
    SecureRandom random = new SecureRandom();
    this.vault = new Vault(new MasterKey(settings, random), random);
    this.limits = new MailLimits(GivenLimits.inMemory(vault, clock));
  }

  /** An outbox that puts e-mails into this store. */
  @SuppressWarnings("unchecked") // A proxy has no parameters.
  Outbox outbox(QueuedMails into) {
    Event<MailQueued> nobody =
        (Event<MailQueued>)
            Proxy.newProxyInstance(
                Event.class.getClassLoader(),
                new Class<?>[] {Event.class},
                (proxy, method, arguments) -> null);
    return new Outbox(
        into, new MailWriter(new Templates(settings), settings), vault, nobody, clock);
  }

  /** A node that delivers. */
  DeliverMail node() {
    return node(new Mailers().mailer(settings));
  }

  /** A node that delivers this way. */
  DeliverMail node(Mailer mailer) {
    return new DeliverMail(store, mailer, vault, limits, new KeptAudit(audited), clock);
  }

  /** Puts an e-mail for this address into the outbox. */
  void put(String address) {
    outbox(store).put(mail(address));
  }

  /** The same of a kind that is worth reading for days. */
  void putKeyMade(String address) {
    outbox(store)
        .put(
            Mail.of(MailKind.KEY_MADE, to(address))
                .with("displayName", "Ann")
                .with("account", "corpinc/ann")
                .with("key", "backup"));
  }

  /** An e-mail of a kind that holds a secret. */
  static Mail mail(String address) {
    return reset(to(address));
  }

  private static Recipient to(String address) {
    return new Recipient(address, Optional.empty(), WORKSPACE, USER);
  }

  static Mail reset(Recipient to) {
    return Mail.of(MailKind.PASSWORD_RESET, to)
        .with("accounts", List.of("corpinc/ann", "acme/ann"))
        .with("link", "https://login.example.com/reset?token=the-secret-token")
        .with("minutes", "30");
  }

  static AuditEntry audited(String outcome) {
    return AuditEntry.of(AuditType.MAIL, outcome).about(WORKSPACE, USER);
  }
}
