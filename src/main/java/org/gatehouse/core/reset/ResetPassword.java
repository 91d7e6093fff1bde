package org.gatehouse.core.reset;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.account.ReplacePassword;
import org.gatehouse.core.account.UserPasswordPolicy;
import org.gatehouse.core.audit.Audit;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.credential.password.HashedPassword;
import org.gatehouse.core.credential.password.Password;
import org.gatehouse.core.credential.password.Passwords;
import org.gatehouse.core.database.Transactions;
import org.gatehouse.core.guard.GuessGuard;
import org.gatehouse.core.guard.Verdict;
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
  /** A user name with its workspace in front of it. */
  private static final int LONGEST_NAME = UserName.MAXIMUM + 101;

  private final GuessGuard guard;
  private final ResetTokens tokens;
  private final UserPasswordPolicy policy;
  private final Passwords passwords;
  private final ReplacePassword replacePassword;
  private final Audit audit;
  private final Transactions transactions;

  @Inject
  ResetPassword(
      GuessGuard guard,
      ResetTokens tokens,
      UserPasswordPolicy policy,
      Passwords passwords,
      ReplacePassword replacePassword,
      Audit audit,
      Transactions transactions) {
    this.guard = guard;
    this.tokens = tokens;
    this.policy = policy;
    this.passwords = passwords;
    this.replacePassword = replacePassword;
    this.audit = audit;
    this.transactions = transactions;
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
    List<PasswordReset> good = tokens.good(hash);
    Optional<PasswordReset> meant = meant(good, workspace, userName);
    if (meant.isEmpty()) {
      refuse(good, good.isEmpty() ? "wrong-token" : "wrong-user", client);
      return Optional.empty();
    }
    policy.check(meant.get().user().id(), password);
    Optional<Instant> claimed = tokens.claim(hash);
    if (claimed.isEmpty()) {
      refuse(good, "token-in-use", client);
      return Optional.empty();
    }
    Optional<User> done = Optional.empty();
    try {
      HashedPassword hashed = passwords.hash(password);
      done =
          transactions.call(
              () -> {
                Optional<User> user = tokens.use(hash, meant.get());
                user.ifPresent(known -> setPassword(known, hashed, keysToo, client));
                return user;
              });
      return done.map(User::id);
    } finally {
      if (done.isEmpty()) {
        tokens.release(hash, claimed.get());
      }
    }
  }

  private void setPassword(User user, HashedPassword password, boolean keysToo, Client client) {
    // The link went there.
    if (user.confirmedEmail().isEmpty()) {
      user.confirmEmail();
      audit.record(
          client
              .audited(AuditType.EMAIL_CONFIRM, "ok", user)
              .changeHidden("confirmed_email", "", user.email()));
    }
    List<UUID> keys = replacePassword.byMail(user, password, keysToo);
    // Whoever was kept out by somebody who guesses is let in by this.
    guard.forget(user.id());
    audit.record(
        client.audited(AuditType.PASSWORD_RESET, "ok", user).change("keys", keys, List.of()));
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
    audit.record(
        good.stream()
            .map(PasswordReset::user)
            .findFirst()
            .map(user -> client.audited(AuditType.PASSWORD_RESET, reason, user))
            .orElseGet(() -> client.audited(AuditType.PASSWORD_RESET, reason)));
  }
}
