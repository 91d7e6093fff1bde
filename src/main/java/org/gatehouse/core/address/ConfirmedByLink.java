package org.gatehouse.core.address;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.gatehouse.core.audit.Audit;
import org.gatehouse.core.audit.AuditEntry;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.session.Client;
import org.gatehouse.core.user.User;
import org.gatehouse.core.user.Users;

/** The transaction behind {@link ConfirmAddress}: of many who have the token, one uses it. */
@Singleton
@Transactional
class ConfirmedByLink {
  private final JpaAddressConfirmations links;
  private final Users users;
  private final Audit audit;
  private final Clock clock;

  @Inject
  ConfirmedByLink(JpaAddressConfirmations links, Users users, Audit audit, Clock clock) {
    this.links = links;
    this.users = users;
    this.audit = audit;
    this.clock = clock;
  }

  boolean confirm(String tokenHash, Client client) {
    Instant now = clock.instant();
    Optional<User> user =
        links.userOf(tokenHash, now).flatMap(users::toBeChanged).filter(User::isActive);
    boolean good = user.filter(present -> links.use(tokenHash, present.email(), now)).isPresent();
    AuditEntry entry =
        AuditEntry.of(AuditType.EMAIL_CONFIRM, good ? "ok" : "wrong-token")
            .from(client.address(), client.userAgent());
    audit.record(
        user.map(
                known ->
                    entry
                        .about(known.workspace().id(), known.id())
                        .changeHidden(
                            "confirmed_email", known.confirmedEmail().orElse(""), known.email()))
            .orElse(entry));
    if (good) {
      user.orElseThrow().confirmEmail();
    }
    return good;
  }
}
