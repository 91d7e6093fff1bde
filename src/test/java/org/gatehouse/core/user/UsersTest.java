package org.gatehouse.core.user;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.gatehouse.core.workspace.Workspace;
import org.gatehouse.core.workspace.WorkspaceName;
import org.gatehouse.core.workspace.WorkspaceUid;
import org.gatehouse.fixture.Tables;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who is found by an address. */
class UsersTest {
  private static final EmailAddress EMAIL = new EmailAddress("ann@example.com");
  private static final Instant NOW = Instant.parse("2030-01-01T12:00:00Z");

  private final SessionFactory tables = Tables.of(User.class, Workspace.class);

  @AfterEach
  void close() {
    tables.close();
  }

  @Test
  void findsWhoHasConfirmedAnAddressHoweverManyOthersTypedItBefore() {
    signUp("stranger1", NOW, false);
    signUp("stranger2", NOW.plusSeconds(1), false);
    signUp("ann", NOW.plusSeconds(2), true);

    assertThat(found(2)).containsExactly("ann", "stranger1");
    assertThat(found(10)).containsExactly("ann", "stranger1", "stranger2");
  }

  private void signUp(String name, Instant at, boolean confirmed) {
    Workspace workspace = new Workspace(new WorkspaceName(name), new WorkspaceUid(name), at);
    User user = new User(workspace, new UserName(name), EMAIL, new DisplayName(name), at);
    if (confirmed) {
      user.confirmEmail();
    }
    tables.inTransaction(
        session -> {
          session.persist(workspace);
          session.persist(user);
        });
  }

  private List<String> found(int limit) {
    return tables.fromTransaction(
        session -> {
          Users users = new Users(null);
          users.entityManager = session;
          return users.withResetEmail(EMAIL, limit).stream().map(User::name).toList();
        });
  }
}
