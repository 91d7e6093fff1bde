package org.gatehouse.core.reset;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.gatehouse.core.credential.password.Passwords;
import org.gatehouse.core.database.OldRows;
import org.gatehouse.core.provider.SignOnPolicies;
import org.gatehouse.core.secret.Vault;
import org.gatehouse.core.user.EmailAddress;
import org.gatehouse.core.user.User;
import org.gatehouse.core.user.Users;

/**
 * Looks at who asked for a mail, and puts one into the outbox for each address that is somebody's.
 */
@Singleton
public class ResetRequestWorker {
  /** The time a token is good for. */
  public static final Duration LIFETIME = Duration.ofMinutes(30);

  private static final Logger LOG = System.getLogger(ResetRequestWorker.class.getName());
  private static final int AT_ONCE = 500;

  /** One mail names all users of its address; nobody has so many. */
  private static final int MOST_USERS = 100;

  private final PasswordResets store;
  private final Users users;
  private final Passwords passwords;
  private final SignOnPolicies policies;
  private final Vault vault;
  private final IssueResetToken issueResetToken;
  private final Clock clock;

  @Inject
  ResetRequestWorker(
      PasswordResets store,
      Users users,
      Passwords passwords,
      SignOnPolicies policies,
      Vault vault,
      IssueResetToken issueResetToken,
      Clock clock) {
    this.store = store;
    this.users = users;
    this.passwords = passwords;
    this.policies = policies;
    this.vault = vault;
    this.issueResetToken = issueResetToken;
    this.clock = clock;
  }

  /** Looks at all requests that there are. One that can't be answered keeps none from being. */
  public void run() {
    List<ResetRequest> requests = store.requests(AT_ONCE);
    boolean answered = true;
    while (!requests.isEmpty() && answered) {
      // Stops where all that is left can't be answered now.
      answered = requests.stream().filter(this::isAnswered).count() > 0;
      requests = store.requests(AT_ONCE);
    }
  }

  private boolean isAnswered(ResetRequest request) {
    try {
      answer(request);
      return true;
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "A request for a new password can't be answered now", e);
      return false;
    }
  }

  private void answer(ResetRequest request) {
    if (request.requestedAt().plus(LIFETIME).isBefore(clock.instant())) {
      // Whoever asked has given up, or asked again.
      issueResetToken.forget(request, "too-old");
      return;
    }
    EmailAddress email =
        new EmailAddress(
            vault.open(
                RequestPasswordReset.PURPOSE, request.id().toString(), request.sealedEmail()));
    List<User> known = users.withResetEmail(email, MOST_USERS);
    List<User> found = known.stream().filter(this::mayHavePassword).toList();
    if (found.isEmpty()) {
      issueResetToken.forget(request, known.isEmpty() ? "unknown" : "sign-on-only");
    } else {
      issueResetToken.put(request, found);
    }
  }

  /**
   * Whoever logs in with an identity provider alone gets no password by mail: it would be a way
   * past the provider.
   */
  private boolean mayHavePassword(User user) {
    return passwords.setAt(user.id()).isPresent() && !policies.forbidsPassword(user);
  }

  /** How many requests wait to be looked at. */
  public long waiting() {
    return store.countRequests();
  }

  /** Removes what is too old to count for anything. */
  public int removeOld() {
    Instant before = clock.instant().minus(IssueResetToken.COUNTED);
    return OldRows.inBatches(most -> store.removeSentBefore(before, most));
  }
}
