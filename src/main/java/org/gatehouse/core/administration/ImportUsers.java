package org.gatehouse.core.administration;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.gatehouse.core.account.Permissions;
import org.gatehouse.core.account.ReauthenticationRequired;
import org.gatehouse.core.account.RegisterPerson;
import org.gatehouse.core.administration.ImportReport.RefusedRow;
import org.gatehouse.core.audit.Audit;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.credential.password.HashedPassword;
import org.gatehouse.core.credential.password.Passwords;
import org.gatehouse.core.database.Transactions;
import org.gatehouse.core.refusal.BrokenRule;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.refusal.NotPermitted;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.user.DisplayName;
import org.gatehouse.core.user.EmailAddress;
import org.gatehouse.core.user.User;
import org.gatehouse.core.user.UserName;

/**
 * Adds many people of another system to the own workspace, with the hashes of their passwords. Each
 * row is a transaction of its own: it is done, or refused with a reason and nothing of it is
 * written. Whoever is there already stays as it is, so an import that broke off is sent again.
 */
@Singleton
public class ImportUsers {
  /** So many rows at once. */
  public static final int MOST = 5000;

  private final Permissions permissions;
  private final FindUsers findUsers;
  private final AddUser addUser;
  private final RegisterPerson registerPerson;
  private final Passwords passwords;
  private final Audit audit;
  private final Transactions transactions;

  @Inject
  ImportUsers(
      Permissions permissions,
      FindUsers findUsers,
      AddUser addUser,
      RegisterPerson registerPerson,
      Passwords passwords,
      Audit audit,
      Transactions transactions) {
    this.permissions = permissions;
    this.findUsers = findUsers;
    this.addUser = addUser;
    this.registerPerson = registerPerson;
    this.passwords = passwords;
    this.audit = audit;
    this.transactions = transactions;
  }

  /**
   * Adds those who aren't there yet.
   *
   * @param dryRun whether each row is only tried, and taken back
   * @throws NotPermitted if the caller isn't an administrator
   * @throws ReauthenticationRequired if one of them shall be one, and the caller hasn't shown a
   *     moment ago who it is
   * @throws InvalidInput if there are more than {@link #MOST}
   */
  public ImportReport run(Caller caller, List<ImportedUser> rows, boolean dryRun) {
    Permissions.requireAdministrator(caller);
    if (rows.size() > MOST) {
      throw new InvalidInput(ImportRule.TOO_MANY, MOST);
    }
    boolean power = rows.stream().anyMatch(ImportedUser::administrator);
    transactions.run(() -> permissions.require(caller, power));
    ImportReport report = addEach(caller, rows, dryRun);
    if (!dryRun) {
      audit.record(caller.acting(AuditType.USERS_IMPORT, "ok").detail(summary(report)));
    }
    return report;
  }

  private ImportReport addEach(Caller caller, List<ImportedUser> rows, boolean dryRun) {
    int added = 0;
    int present = 0;
    List<RefusedRow> refused = new ArrayList<>();
    Set<String> named = new HashSet<>();
    for (ImportedUser row : rows) {
      try {
        // Of a name that comes twice, the first row counts, and in a dry run as well.
        if (named.add(new UserName(row.name()).key()) && isAdded(caller, row, dryRun)) {
          added++;
        } else {
          present++;
        }
      } catch (BrokenRule e) {
        refused.add(new RefusedRow(row.row(), row.name(), e));
      }
    }
    return new ImportReport(added, present, refused);
  }

  private boolean isAdded(Caller caller, ImportedUser row, boolean dryRun) {
    if (findUsers.find(caller, row.name()).isPresent()) {
      return false;
    }
    NewUser user =
        new NewUser(
            new UserName(row.name()),
            new EmailAddress(row.email()),
            row.displayName().map(DisplayName::new),
            Optional.empty(),
            row.administrator(),
            row.roles());
    Optional<HashedPassword> password = row.passwordHash().map(HashedPassword::imported);
    try {
      transactions.run(
          () -> {
            add(caller, user, password);
            if (dryRun) {
              throw new OnlyTried();
            }
          });
    } catch (OnlyTried e) {
      // And nothing of it is left.
      return true;
    }
    return true;
  }

  private void add(Caller caller, NewUser user, Optional<HashedPassword> password) {
    User added = addUser.add(caller, user, registerPerson::registerWithoutPassword);
    password.ifPresent(hash -> passwords.set(added.id(), hash));
  }

  private static String summary(ImportReport report) {
    return String.format(
        Locale.ROOT,
        "added %d, present %d, refused %d",
        report.added(),
        report.present(),
        report.refused().size());
  }

  /** Takes a transaction back. */
  private static final class OnlyTried extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OnlyTried() {
      super("", null, false, false);
    }
  }
}
