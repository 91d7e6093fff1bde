package org.gatehouse.core.invitation;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.database.OldRows;
import org.gatehouse.core.mail.Mail;
import org.gatehouse.core.mail.MailKind;
import org.gatehouse.core.mail.Outbox;
import org.gatehouse.core.refusal.Conflict;
import org.gatehouse.core.secret.RandomToken;
import org.gatehouse.core.settings.Settings;
import org.gatehouse.core.user.User;

/**
 * The invitations that wait for an answer. To be called within the transaction of the use case, by
 * who has locked the user. Whether the caller may is for the use case to say.
 */
@Singleton
@Transactional
public class Invitations {
  /** The time a link is good for. */
  public static final Duration LIFETIME = Duration.ofDays(7);

  /** So many of a workspace can wait. */
  public static final int MOST = 1000;

  /** For so long an administrator sees that somebody has not come, and may send another. */
  private static final Duration KEPT = Duration.ofDays(90);

  private final InvitationRows rows;
  private final Newcomers newcomers;
  private final RandomToken random;
  private final Outbox outbox;
  private final Settings settings;
  private final Clock clock;

  @Inject
  Invitations(
      InvitationRows rows,
      Newcomers newcomers,
      RandomToken random,
      Outbox outbox,
      Settings settings,
      Clock clock) {
    this.rows = rows;
    this.newcomers = newcomers;
    this.random = random;
    this.outbox = outbox;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Sends one to the declared address of a user who has nothing to log in with; an older one is
   * good no longer.
   *
   * @param invitedBy the administrator who has it sent
   * @throws Conflict if the user may not log in, has a password, a second factor, a linked identity
   *     or a confirmed address, or must log in with a provider, or too many of the workspace wait
   */
  public void send(User user, UUID invitedBy) {
    newcomers
        .obstacle(user)
        .ifPresent(
            rule -> {
              throw new Conflict(rule);
            });
    rows.removeOf(user);
    Instant now = clock.instant();
    if (rows.count(user.workspace().id(), now) >= MOST) {
      throw new Conflict(InvitationRule.TOO_MANY, MOST);
    }
    String token = random.next();
    rows.add(new Invitation(RandomToken.hash(token), user, invitedBy, now, now.plus(LIFETIME)));
    outbox.put(
        Mail.of(MailKind.INVITATION, user.asRecipientAt(user.email()))
            .with("account", user.qualifiedName())
            // Behind the # no server sees it, so that none writes it down.
            .with("link", settings.publicUrl() + "/invitation#" + token)
            .with("days", Long.toString(LIFETIME.toDays())));
  }

  /** Whether one can be sent to this user. */
  public boolean isFor(User user) {
    return newcomers.obstacle(user).isEmpty();
  }

  /** Those of a workspace, the newest first; an expired one can be sent again. */
  public List<Invitation> waiting(UUID workspaceId) {
    return rows.ofWorkspace(workspaceId, clock.instant(), MOST);
  }

  /** That of a user, good or expired. */
  public Optional<Invitation> of(UUID userId) {
    return rows.ofUser(userId, clock.instant());
  }

  /**
   * Whether whoever has the link of one can come in as this user, or could as soon as it is
   * activated.
   */
  public boolean isGood(User user) {
    return rows.isGood(user, clock.instant()) && !newcomers.hasComeIn(user);
  }

  /**
   * Makes that of a user good for nothing.
   *
   * @return whether the user was still waited for; nothing is to be taken from who has come in by
   *     another way
   */
  public boolean withdraw(User user) {
    return rows.removeOf(user) && !newcomers.hasComeIn(user);
  }

  /** Removes those that were good no longer 90 days ago. */
  public int removeOld() {
    Instant before = clock.instant().minus(KEPT);
    return OldRows.inBatches(most -> rows.removeExpiredBefore(before, most));
  }
}
