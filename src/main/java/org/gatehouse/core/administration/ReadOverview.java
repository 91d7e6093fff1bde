package org.gatehouse.core.administration;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.gatehouse.core.account.Permissions;
import org.gatehouse.core.audit.AuditEvents;
import org.gatehouse.core.audit.FailedLogins;
import org.gatehouse.core.mail.DeliverMail;
import org.gatehouse.core.mail.MailCounts;
import org.gatehouse.core.refusal.NotPermitted;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.session.Sessions;
import org.gatehouse.core.user.Permission;
import org.gatehouse.core.user.UserCounts;
import org.gatehouse.core.user.Users;

/** What an administrator wants to know first: each figure is one statement. */
@Singleton
public class ReadOverview {
  private final Users users;
  private final Sessions sessions;
  private final AuditEvents auditEvents;
  private final DeliverMail mail;
  private final Clock clock;

  @Inject
  ReadOverview(
      Users users, Sessions sessions, AuditEvents auditEvents, DeliverMail mail, Clock clock) {
    this.users = users;
    this.sessions = sessions;
    this.auditEvents = auditEvents;
    this.mail = mail;
    this.clock = clock;
  }

  /**
   * How many people the workspace has.
   *
   * @throws NotPermitted if no rank of the caller lets it know
   */
  public UserCounts people(Caller caller) {
    Permissions.require(caller, Permission.READ_PEOPLE);
    return users.count(caller.workspaceId());
  }

  /**
   * How many sessions of its people and programs go on.
   *
   * @throws NotPermitted as above
   */
  public long openSessions(Caller caller) {
    Permissions.require(caller, Permission.READ_PEOPLE);
    return sessions.countOf(caller.workspaceId());
  }

  /**
   * How many of their logins have failed lately.
   *
   * @throws NotPermitted as above
   */
  public FailedLogins failedLogins(Caller caller) {
    Permissions.require(caller, Permission.READ_AUDIT);
    return auditEvents.failedLogins(caller.workspaceId(), clock.instant());
  }

  /**
   * How many e-mails of the installation wait, or were given up.
   *
   * @throws NotPermitted as above
   */
  public MailCounts mail(Caller caller) {
    Permissions.require(caller, Permission.ADMINISTER_INSTALLATION);
    return mail.count();
  }
}
