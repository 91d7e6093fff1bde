package org.gatehouse.core.address;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.gatehouse.core.audit.Audit;
import org.gatehouse.core.audit.AuditEntry;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.database.Transactions;
import org.gatehouse.core.guard.GuessGuard;
import org.gatehouse.core.guard.Verdict;
import org.gatehouse.core.refusal.LimitExceeded;
import org.gatehouse.core.secret.RandomToken;
import org.gatehouse.core.session.Client;
import org.gatehouse.core.text.PastedLink;
import org.gatehouse.core.user.User;
import org.gatehouse.core.user.Users;

/**
 * Lets whoever has the token of a mail say yes to more of them. It logs nobody in and ends nothing.
 */
@Singleton
public class ConfirmAddress {
  private final GuessGuard guard;
  private final AddressConfirmations links;
  private final Users users;
  private final Audit audit;
  private final Transactions transactions;
  private final Clock clock;

  @Inject
  ConfirmAddress(
      GuessGuard guard,
      AddressConfirmations links,
      Users users,
      Audit audit,
      Transactions transactions,
      Clock clock) {
    this.guard = guard;
    this.links = links;
    this.users = users;
    this.audit = audit;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * Confirms the address to which the token was sent.
   *
   * @param pasted the token, or the link as somebody copied it; anything is allowed
   * @return whether it was good: whether it is unknown, used or too old nobody learns
   * @throws LimitExceeded if too much has failed from that client's address
   */
  public boolean confirm(String pasted, Client client) {
    return guard.ofAddress(
        client.address(),
        () -> {
          String hash = RandomToken.hash(PastedLink.token(pasted));
          boolean good = transactions.call(() -> use(hash, client));
          return good ? Verdict.right(true) : Verdict.wrong(false);
        });
  }

  /** Of many who have the token, one uses it. */
  boolean use(String tokenHash, Client client) {
    Instant now = clock.instant();
    Optional<User> user =
        links.userOf(tokenHash, now).flatMap(users::toBeChanged).filter(User::isActive);
    boolean good = user.filter(present -> links.use(tokenHash, present.email(), now)).isPresent();
    AuditEntry entry = client.audited(AuditType.EMAIL_CONFIRM, good ? "ok" : "wrong-token");
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
