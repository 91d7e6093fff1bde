package org.gatehouse.core.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gatehouse.core.audit.AuditEntry;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.audit.KeptAudit;
import org.gatehouse.core.session.Client;
import org.gatehouse.core.user.DisplayName;
import org.gatehouse.core.user.EmailAddress;
import org.gatehouse.core.user.User;
import org.gatehouse.core.user.UserName;
import org.gatehouse.core.workspace.Workspace;
import org.gatehouse.core.workspace.WorkspaceName;
import org.gatehouse.core.workspace.WorkspaceUid;
import org.gatehouse.fixture.Given;
import org.junit.jupiter.api.Test;

/** A request that locks takes the same steps for somebody and for nobody. */
class LockNoticeTest {
  private static final Client CLIENT = new Client("curl/8", "192.0.2.1");

  private final List<AuditEntry> audited = new ArrayList<>();
  private final List<AccountLocked> told = new ArrayList<>();
  private final LockNotice notice = new LockNotice(new KeptAudit(audited), Given.event(told::add));

  @Test
  void recordsALockAndHandsTheRestOver() {
    Instant now = Instant.parse("2030-01-01T12:00:00Z");
    Workspace works =
        new Workspace(new WorkspaceName("CorpInc AG"), new WorkspaceUid("corpinc"), now);
    User ann =
        new User(
            works,
            new UserName("ann"),
            new EmailAddress("ann@example.com"),
            new DisplayName("Ann"),
            now);

    notice.tell(Optional.of(ann), CLIENT);

    assertThat(audited)
        .containsExactly(
            AuditEntry.of(AuditType.LOCK, "ok")
                .about(works.id(), ann.id())
                .from("192.0.2.1", "curl/8", ""));
    assertThat(told).containsExactly(new AccountLocked(Optional.of(ann.id())));
  }

  @Test
  void doesTheSameForNobody() {
    notice.tell(Optional.empty(), CLIENT);

    assertThat(audited)
        .containsExactly(AuditEntry.of(AuditType.LOCK, "unknown").from("192.0.2.1", "curl/8", ""));
    assertThat(told).containsExactly(new AccountLocked(Optional.empty()));
  }
}
