package org.gatehouse.core.reset;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.account.PasswordOwners;
import org.gatehouse.core.audit.Audit;
import org.gatehouse.core.audit.AuditEntry;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.credential.password.HashedPassword;
import org.gatehouse.core.credential.password.Password;
import org.gatehouse.core.credential.password.PasswordPolicy;
import org.gatehouse.core.credential.password.Passwords;
import org.gatehouse.core.guard.GuessGuard;
import org.gatehouse.core.guard.Verdict;
import org.gatehouse.core.provider.SignOnPolicies;
import org.gatehouse.core.refusal.Busy;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.refusal.LimitExceeded;
import org.gatehouse.core.secret.RandomToken;
import org.gatehouse.core.session.Client;
import org.gatehouse.core.text.Names;
import org.gatehouse.core.text.PastedLink;
import org.gatehouse.core.user.User;
import org.gatehouse.core.user.UserName;
import org.gatehouse.core.workspace.Workspace;

/** Sets a new password for whoever has the token of a mail; it is good once. */
@Singleton
public class ResetPassword {
  /** Whoever has claimed a token for longer than that isn't coming back. */
  private static final Duration CLAIMED_FOR = Duration.ofSeconds(30);

  /** A user name with its workspace in front of it. */
  private static final int LONGEST_NAME = UserName.MAXIMUM + 101;

  private final JpaPasswordResets store;
  private final GuessGuard guard;
  private final PasswordPolicy policy;
  private final PasswordOwners owners;
  private final Passwords passwords;
  private final ResetChanges changes;
  private final SignOnPolicies policies;
  private final Audit audit;
  private final Clock clock;

  @Inject
  ResetPassword(
      JpaPasswordResets store,
      GuessGuard guard,
      PasswordPolicy policy,
      PasswordOwners owners,
      Passwords passwords,
      ResetChanges changes,
      SignOnPolicies policies,
      Audit audit,
      Clock clock) {
    this.store = store;
    this.guard = guard;
    this.policy = policy;
    this.owners = owners;
    this.passwords = passwords;
    this.changes = changes;
    this.policies = policies;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Sets it, and ends all sessions of the user.
   *
   * @param token anything that holds it: what {@link PastedLink} finds in it counts
   * @param workspace the uid or name of the workspace that the request names beside the user name
   * @param userName the user name, or {@code uid/user}; anything is allowed
   * @param keysToo whether the person's keys are revoked as well, for who was robbed rather than
   *     forgot
   * @return the user; nothing, if the token wasn't good for one of that name
   * @throws InvalidInput if the password is against the policy; the token stays good
   * @throws LimitExceeded if too much has failed from that client's address
   * @throws Busy if too many passwords are being hashed; the token stays good
   */
  public Optional<UUID> reset(
      String token,
      Optional<String> workspace,
      String userName,
      Password password,
      boolean keysToo,
      Client client) {
    return guard.ofAddress(
        client.address(),
        () -> {
          Optional<UUID> done = resetOnce(token, workspace, userName, password, keysToo, client);
          return done.isPresent() ? Verdict.right(done) : Verdict.wrong(done);
        });
  }

  private Optional<UUID> resetOnce(
      String token,
      Optional<String> workspace,
      String userName,
      Password password,
      boolean keysToo,
      Client client) {
    String hash = RandomToken.hash(PastedLink.token(token));
    List<PasswordReset> good =
        store.of(hash, clock.instant()).stream().filter(this::isCurrent).toList();
    Optional<PasswordReset> meant = meant(good, workspace, userName);
    if (meant.isEmpty()) {
      refuse(good, good.isEmpty() ? "wrong-token" : "wrong-user", client);
      return Optional.empty();
    }
    User user = meant.get().user();
    policy.check(password, owners.of(user.id()));
    // What the database keeps of a moment, to find it again.
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    if (!store.claim(hash, now, now.minus(CLAIMED_FOR))) {
      refuse(good, "token-in-use", client);
      return Optional.empty();
    }
    boolean done = false;
    try {
      HashedPassword hashed = passwords.hash(password);
      done = changes.setPassword(meant.get(), hash, hashed, keysToo, client);
      return done ? Optional.of(user.id()) : Optional.empty();
    } finally {
      if (!done) {
        store.release(hash, now);
      }
    }
  }

  private boolean isCurrent(PasswordReset reset) {
    return reset.isFor(reset.user())
        && !passwords.isChangedSince(reset.user().id(), reset.createdAt())
        && !policies.forbidsPassword(reset.user());
  }

  /**
   * The only one of them that is called so. A bare name may be that of several; with {@code uid/}
   * before it, nothing else says of which workspace.
   */
  private static Optional<PasswordReset> meant(
      List<PasswordReset> good, Optional<String> workspace, String userName) {
    String typed = Names.prepare(userName, LONGEST_NAME).map(Names::key).orElse("");
    Optional<String> beside = typed.contains("/") ? Optional.empty() : workspace;
    List<PasswordReset> called =
        good.stream()
            .filter(reset -> isCalled(reset.user(), typed))
            .filter(
                reset ->
                    beside.isEmpty() || isCalled(reset.user().workspace(), beside.orElseThrow()))
            .toList();
    return called.size() == 1 ? Optional.of(called.get(0)) : Optional.empty();
  }

  private static boolean isCalled(User user, String typed) {
    return typed.equals(Names.key(user.name())) || typed.equals(Names.key(user.qualifiedName()));
  }

  private static boolean isCalled(Workspace workspace, String typed) {
    String key = Names.prepare(typed, LONGEST_NAME).map(Names::key).orElse("");
    return key.equals(workspace.uid()) || key.equals(Names.key(workspace.name()));
  }

  private void refuse(List<PasswordReset> good, String reason, Client client) {
    AuditEntry entry =
        AuditEntry.of(AuditType.PASSWORD_RESET, reason).from(client.address(), client.userAgent());
    audit.record(
        good.stream()
            .map(PasswordReset::user)
            .findFirst()
            .map(user -> entry.about(user.workspace().id(), user.id()))
            .orElse(entry));
  }
}
