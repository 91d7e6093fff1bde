package org.gatehouse.core.administration;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.account.ReauthenticationRequired;
import org.gatehouse.core.account.ReplacePassword;
import org.gatehouse.core.administration.InitialPasswords.InitialPassword;
import org.gatehouse.core.audit.Audit;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.database.Transactions;
import org.gatehouse.core.refusal.NotPermitted;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.user.User;

/** Gives a user of the own workspace a new initial password. */
@Singleton
public class ResetUserPassword {
  private final TargetUsers targets;
  private final InitialPasswords initialPasswords;
  private final ReplacePassword replacePassword;
  private final Audit audit;
  private final Transactions transactions;

  @Inject
  ResetUserPassword(
      TargetUsers targets,
      InitialPasswords initialPasswords,
      ReplacePassword replacePassword,
      Audit audit,
      Transactions transactions) {
    this.targets = targets;
    this.initialPasswords = initialPasswords;
    this.replacePassword = replacePassword;
    this.audit = audit;
    this.transactions = transactions;
  }

  /**
   * Resets it and ends the user's sessions.
   *
   * @return the password, to be shown once, or nothing if the workspace has no such user
   * @throws NotPermitted if the caller has no rank that grants it, isn't of sufficient rank, or is
   *     the user
   * @throws ReauthenticationRequired if the caller hasn't shown a moment ago who it is
   */
  public Optional<String> reset(Caller caller, String name) {
    return targets.findOther(caller, name).flatMap(user -> reset(caller, user));
  }

  private Optional<String> reset(Caller caller, User found) {
    InitialPassword initial = initialPasswords.make();
    transactions.run(
        () -> {
          User user = targets.lock(caller, found, any -> true);
          List<UUID> keys = replacePassword.byAdministrator(user, initial.hashed());
          audit.record(
              caller.actingOn(user, AuditType.PASSWORD_RESET).change("keys", keys, List.of()));
        });
    return initial.made();
  }
}
