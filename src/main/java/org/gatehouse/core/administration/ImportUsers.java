package org.gatehouse.core.administration;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.gatehouse.core.account.Permissions;
import org.gatehouse.core.account.ReauthenticationRequired;
import org.gatehouse.core.administration.ImportReport.RefusedRow;
import org.gatehouse.core.audit.Audit;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.database.Transactions;
import org.gatehouse.core.refusal.BrokenRule;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.refusal.LimitExceeded;
import org.gatehouse.core.refusal.NotPermitted;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.user.Permission;
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
  private final AddImportedUser addImportedUser;
  private final Audit audit;
  private final Transactions transactions;

  @Inject
  ImportUsers(
      Permissions permissions,
      AddImportedUser addImportedUser,
      Audit audit,
      Transactions transactions) {
    this.permissions = permissions;
    this.addImportedUser = addImportedUser;
    this.audit = audit;
    this.transactions = transactions;
  }

  /**
   * Adds those who aren't there yet.
   *
   * @param dryRun whether each row is only tried, and taken back
   * @throws NotPermitted if the caller isn't an administrator, or meanwhile no longer; what was
   *     added until then stays, and the audit log says how many
   * @throws ReauthenticationRequired if one of them shall be one, and the caller hasn't shown a
   *     moment ago who it is
   * @throws LimitExceeded if the workspace has imported too many; as with an authority that is lost
   * @throws InvalidInput if there are more than {@link #MOST}
   */
  public ImportReport run(Caller caller, List<ImportedUser> rows, boolean dryRun) {
    Permissions.require(caller, Permission.ADMINISTER_WORKSPACE);
    if (rows.size() > MOST) {
      throw new InvalidInput(ImportRule.TOO_MANY, MOST);
    }
    boolean power = rows.stream().anyMatch(ImportedUser::wantsPower);
    transactions.run(() -> permissions.require(caller, Permission.ADMINISTER_WORKSPACE, power));
    Progress progress = new Progress();
    try {
      rows.forEach(row -> handle(caller, row, dryRun, progress));
    } catch (RuntimeException e) {
      tell(caller, dryRun, "broken-off", progress);
      throw e;
    }
    tell(caller, dryRun, "ok", progress);
    return progress.report();
  }

  private void handle(Caller caller, ImportedUser row, boolean dryRun, Progress progress) {
    try {
      // Of a name that comes twice, the first row counts, and in a dry run as well.
      if (progress.named.add(new UserName(row.name()).key()) && isAdded(caller, row, dryRun)) {
        progress.added++;
      } else {
        progress.present++;
      }
    } catch (BrokenRule e) {
      progress.refused.add(new RefusedRow(row.row(), row.name(), e));
    }
  }

  private boolean isAdded(Caller caller, ImportedUser row, boolean dryRun) {
    if (addImportedUser.isPresent(caller, row)) {
      return false;
    }
    if (!dryRun) {
      addImportedUser.count(caller);
    }
    try {
      transactions.run(
          () -> {
            addImportedUser.add(caller, row);
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

  private void tell(Caller caller, boolean dryRun, String outcome, Progress progress) {
    if (!dryRun) {
      audit.record(
          caller.acting(AuditType.USERS_IMPORT, outcome).detail(progress.report().summary()));
    }
  }

  /** What has become of the rows until now. */
  private static final class Progress {
    private final Set<String> named = new HashSet<>();
    private final List<RefusedRow> refused = new ArrayList<>();
    private int added;
    private int present;

    ImportReport report() {
      return new ImportReport(added, present, List.copyOf(refused));
    }
  }

  /** Takes a transaction back. */
  private static final class OnlyTried extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OnlyTried() {
      super("", null, false, false);
    }
  }
}
