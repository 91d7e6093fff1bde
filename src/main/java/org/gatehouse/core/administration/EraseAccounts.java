package org.gatehouse.core.administration;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.gatehouse.core.account.SecurityNotices;
import org.gatehouse.core.audit.Audit;
import org.gatehouse.core.audit.AuditEntry;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.personal.PersonalRecords;
import org.gatehouse.core.personal.PersonalRows;
import org.gatehouse.core.user.User;
import org.gatehouse.core.user.Users;

/**
 * Removes what is kept of people who were deleted, once nobody can bring them back any longer. The
 * audit log stays as it is: it knows them by an id, which means nobody from then on.
 */
@Singleton
public class EraseAccounts {
  private final Users users;
  private final EachUser eachUser;
  private final PersonalRows rows;
  private final SecurityNotices notices;
  private final Audit audit;
  private final Clock clock;

  @Inject
  EraseAccounts(
      Users users,
      EachUser eachUser,
      PersonalRows rows,
      SecurityNotices notices,
      Audit audit,
      Clock clock) {
    this.users = users;
    this.eachUser = eachUser;
    this.rows = rows;
    this.notices = notices;
    this.audit = audit;
    this.clock = clock;
  }

  /** Does it for all of whom it is time; several nodes may do so at once. */
  public void run() {
    Instant now = clock.instant();
    eachUser.attend(
        next -> users.toBeErased(now, next),
        id -> users.toBeChanged(id).filter(user -> user.isToBeErased(now)).ifPresent(this::erase));
  }

  private void erase(User user) {
    UUID workspaceId = user.workspace().id();
    UUID id = user.id();
    notices.accountErased(user);
    rows.remove(id, PersonalRecords.all());
    audit.record(AuditEntry.of(AuditType.USER_ERASE, "ok").about(workspaceId, id));
  }
}
