package org.gatehouse.core.reset;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.gatehouse.core.audit.Audit;
import org.gatehouse.core.audit.AuditEntry;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.mail.Mail;
import org.gatehouse.core.mail.MailKind;
import org.gatehouse.core.mail.Outbox;
import org.gatehouse.core.mail.Recipient;
import org.gatehouse.core.net.IpAddress;
import org.gatehouse.core.secret.RandomToken;
import org.gatehouse.core.settings.Settings;
import org.gatehouse.core.user.EmailAddress;
import org.gatehouse.core.user.User;
import org.gatehouse.core.user.Users;

/** Answers a request that {@link ResetRequestWorker} has looked at: by a mail, or not at all. */
@Singleton
@Transactional
class IssueResetToken {
  /** Whoever asks can have so many mails sent to an address within this time. */
  static final Duration COUNTED = Duration.ofHours(1);

  private static final long MOST_COUNTED = 3;

  /**
   * So many are sent to it while one of them is good, whoever asks. Then either there is a good one
   * in the mailbox or another can be had: no stranger keeps anybody from choosing a password.
   */
  private static final long MOST_GOOD = 6;

  private final PasswordResets store;
  private final Users users;
  private final RandomToken random;
  private final Outbox outbox;
  private final Settings settings;
  private final Audit audit;
  private final Clock clock;

  @Inject
  IssueResetToken(
      PasswordResets store,
      Users users,
      RandomToken random,
      Outbox outbox,
      Settings settings,
      Audit audit,
      Clock clock) {
    this.store = store;
    this.users = users;
    this.random = random;
    this.outbox = outbox;
    this.settings = settings;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Answers a request with a mail to its users.
   *
   * @param users who have the address; it may be written differently for some
   */
  void put(ResetRequest request, List<User> users) {
    if (!store.take(request)) {
      // Another node was faster.
      return;
    }
    // To the address that we have, not the one that was typed: letters that look alike may be two.
    Map<String, List<User>> byAddress =
        users.stream()
            .collect(
                Collectors.groupingBy(User::resetEmail, LinkedHashMap::new, Collectors.toList()));
    byAddress.forEach((email, theirs) -> putOnce(request, email, theirs));
  }

  /** Forgets a request. */
  void forget(ResetRequest request, String reason) {
    if (store.take(request)) {
      audit.record(AuditEntry.of(AuditType.PASSWORD_RESET_REQUEST, reason).from(request.address()));
    }
  }

  /** Whoever reads the mail of these users; where they don't tell a language, the request does. */
  private static Recipient recipient(ResetRequest request, String email, List<User> users) {
    Optional<String> language =
        users.stream()
            .map(user -> user.asRecipientAt(email))
            .flatMap(user -> user.language().stream())
            .findFirst()
            .or(request::language);
    return users.size() == 1
        ? users.get(0).asRecipientAt(email).reading(language)
        : Recipient.at(email, language);
  }

  private static String encode(User user) {
    return URLEncoder.encode(user.qualifiedName(), StandardCharsets.UTF_8).replace("+", "%20");
  }

  private void putOnce(ResetRequest request, String email, List<User> users) {
    // In one order, so that of two who do the same for an address one waits, and counts the
    // other's.
    users.stream().map(User::id).sorted().forEach(this.users::toBeChanged);
    if (mayBeSent(request, new EmailAddress(email))) {
      put(request, email, users);
    } else {
      record(request, "limited", users);
    }
  }

  private boolean mayBeSent(ResetRequest request, EmailAddress email) {
    Instant now = clock.instant();
    return store.sentFor(email, network(request), now.minus(COUNTED)) < MOST_COUNTED
        && store.sent(email, now.minus(ResetRequestWorker.LIFETIME)) < MOST_GOOD;
  }

  private static String network(ResetRequest request) {
    return IpAddress.parse(request.address()).map(IpAddress::network).orElse(request.address());
  }

  /** Those that an e-mail may name: others never said yes, and may have nothing to do with it. */
  private static List<User> named(List<User> users) {
    return users.stream().filter(user -> user.confirmedEmail().isPresent()).toList();
  }

  /**
   * Makes a token for these users, in the transaction of the caller; answers the link that has it.
   *
   * @param askedFrom the network of who has asked for it; empty where nobody has
   */
  String link(List<User> users, String askedFrom) {
    String token = random.next();
    Instant now = clock.instant();
    users.forEach(
        user ->
            store.add(
                new PasswordReset(
                    RandomToken.hash(token),
                    user,
                    askedFrom,
                    now,
                    now.plus(ResetRequestWorker.LIFETIME))));
    List<User> named = named(users);
    // Behind the # no server sees it, so that none writes it down.
    return settings.publicUrl()
        + "/reset#"
        + token
        + (named.size() == 1 ? ":" + encode(named.get(0)) : "");
  }

  private void put(ResetRequest request, String email, List<User> users) {
    String link = link(users, network(request));
    List<User> named = named(users);
    Recipient to = recipient(request, email, users);
    Mail mail =
        named.isEmpty()
            ? Mail.of(MailKind.PASSWORD_RESET_UNCONFIRMED, to)
            : Mail.of(MailKind.PASSWORD_RESET, to)
                .with("accounts", named.stream().map(User::qualifiedName).sorted().toList());
    outbox.put(
        mail.with("link", link)
            .with("minutes", Long.toString(ResetRequestWorker.LIFETIME.toMinutes())));
    record(request, "ok", users);
  }

  private void record(ResetRequest request, String outcome, List<User> users) {
    users.forEach(
        user ->
            audit.record(
                AuditEntry.of(AuditType.PASSWORD_RESET_REQUEST, outcome)
                    .about(user.workspace().id(), user.id())
                    .from(request.address())));
  }
}
