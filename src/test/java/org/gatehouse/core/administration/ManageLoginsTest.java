package org.gatehouse.core.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.credential.apikey.ApiKey;
import org.gatehouse.core.credential.apikey.KeyScope;
import org.gatehouse.core.credential.apikey.MadeApiKey;
import org.gatehouse.core.refusal.NotPermitted;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.session.Session;
import org.gatehouse.core.session.SessionOrigin;
import org.gatehouse.core.session.Sessions;
import org.gatehouse.fixture.CoreTest;
import org.gatehouse.fixture.CoreWorkspace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sessions and keys of people, in the hands of administrators. */
@CoreTest
class ManageLoginsTest {
  private final ManageUserSessions manageSessions;
  private final ManageUserKeys manageKeys;
  private final Sessions sessions;
  private final CoreWorkspace works;

  ManageLoginsTest(
      ManageUserSessions manageSessions,
      ManageUserKeys manageKeys,
      Sessions sessions,
      CoreWorkspace works) {
    this.manageSessions = manageSessions;
    this.manageKeys = manageKeys;
    this.sessions = sessions;
    this.works = works;
  }

  @BeforeEach
  void addBob() {
    works.add("bob");
  }

  private List<UUID> listed(String name) {
    return manageSessions.list(works.ann(), name).orElseThrow().stream().map(Session::id).toList();
  }

  @Test
  void anAdministratorSeesAndEndsOneSession() {
    Caller phone = works.caller("bob");
    Caller laptop = works.caller("bob");
    assertThat(listed("bob")).containsExactlyInAnyOrder(phone.sessionId(), laptop.sessionId());

    assertThat(manageSessions.end(works.ann(), "BOB", phone.sessionId())).isTrue();

    assertThat(listed("bob")).containsExactly(laptop.sessionId());
    assertThat(sessions.current(phone.sessionId())).isEmpty();
    assertThat(works.audited(AuditType.SESSION_END)).containsExactly("ok " + phone.sessionId());
    assertThat(manageSessions.end(works.ann(), "bob", phone.sessionId())).isFalse();
    assertThat(works.audited(AuditType.SESSION_END)).hasSize(1);
  }

  @Test
  void aSessionOfSomebodyElseIsNoneOfTheUser() {
    works.add("carol");
    Caller carol = works.caller("carol");

    assertThat(manageSessions.end(works.ann(), "bob", carol.sessionId())).isFalse();

    assertThat(sessions.current(carol.sessionId())).isPresent();
  }

  @Test
  void endsAllSessionsOfOneUserOnly() {
    works.caller("bob");
    works.caller("bob");

    assertThat(manageSessions.endAll(works.ann(), "bob")).contains(2);

    assertThat(listed("bob")).isEmpty();
    assertThat(sessions.current(works.ann().sessionId())).isPresent();
    assertThat(works.audited(AuditType.SESSIONS_END)).containsExactly("ok 2");
  }

  @Test
  void listsAndRevokesKeysOfPeopleAndEndsWhatTheyOpened() {
    MadeApiKey made = works.makeKey("bob", KeyScope.LOGIN);
    Caller program = works.caller("bob", SessionOrigin.byKey(made.key()));
    assertThat(manageKeys.list(works.ann(), "bob").orElseThrow())
        .extracting(ApiKey::id)
        .containsExactly(made.key().id());

    assertThat(manageKeys.revoke(works.ann(), "bob", made.key().id())).isTrue();

    assertThat(manageKeys.list(works.ann(), "bob")).contains(List.of());
    assertThat(sessions.current(program.sessionId())).isEmpty();
    assertThat(works.audited(AuditType.API_KEY_REVOKE))
        .containsExactly("ok gatehouse_usr_ " + made.key().id());
    assertThat(manageKeys.revoke(works.ann(), "bob", made.key().id())).isFalse();
  }

  @Test
  void aKeyOfSomebodyElseIsNoneOfTheUser() {
    works.add("carol");
    UUID carols = works.makeKey("carol", KeyScope.LOGIN).key().id();

    assertThat(manageKeys.revoke(works.ann(), "bob", carols)).isFalse();

    assertThat(manageKeys.list(works.ann(), "carol").orElseThrow()).hasSize(1);
  }

  @Test
  void onlyAdministratorsAreLetIn() {
    Caller bob = works.caller("bob");
    UUID key = works.makeKey("ann", KeyScope.LOGIN).key().id();

    for (Runnable attempt :
        List.<Runnable>of(
            () -> manageSessions.list(bob, "bob"),
            () -> manageSessions.end(bob, "ann", works.ann().sessionId()),
            () -> manageSessions.endAll(bob, "ann"),
            () -> manageKeys.list(bob, "ann"),
            () -> manageKeys.revoke(bob, "ann", key))) {
      assertThatThrownBy(attempt::run).isInstanceOf(NotPermitted.class);
    }
  }

  @Test
  void onlySystemAdministratorsReachASystemAdministrator() {
    works.makeSystemAdministrator("bob");
    Caller bob = works.caller("bob");
    UUID key = works.makeKey("bob", KeyScope.LOGIN).key().id();

    for (Runnable attempt :
        List.<Runnable>of(
            () -> manageSessions.list(works.ann(), "bob"),
            () -> manageSessions.end(works.ann(), "bob", bob.sessionId()),
            () -> manageSessions.endAll(works.ann(), "bob"),
            () -> manageKeys.list(works.ann(), "bob"),
            () -> manageKeys.revoke(works.ann(), "bob", key))) {
      assertThatThrownBy(attempt::run).isInstanceOf(NotPermitted.class);
    }
    assertThat(sessions.current(bob.sessionId())).isPresent();
  }

  @Test
  void whoIsAnAdministratorNoLongerEndsNothing() {
    works.addAdministrator("dora");
    Caller dora = works.caller("dora");
    Caller bob = works.caller("bob");
    works.change("dora", user -> user.makeAdministrator(false));

    assertThatThrownBy(() -> manageSessions.endAll(dora, "bob")).isInstanceOf(NotPermitted.class);
    assertThat(sessions.current(bob.sessionId())).isPresent();
  }

  @Test
  void waitsForWhoChangesTheUserAtTheSameMoment() throws Exception {
    Caller bob = works.caller("bob");
    UUID key = works.makeKey("bob", KeyScope.LOGIN).key().id();

    assertThat(
            works.whileChanged(
                "bob", () -> manageSessions.end(works.ann(), "bob", bob.sessionId())))
        .isTrue();
    assertThat(works.whileChanged("bob", () -> manageSessions.endAll(works.ann(), "bob")))
        .isPresent();
    assertThat(works.whileChanged("bob", () -> manageKeys.revoke(works.ann(), "bob", key)))
        .isTrue();
  }

  @Test
  void nobodyIsFoundInAnotherWorkspace(CoreWorkspace other) {
    UUID key = works.makeKey("bob", KeyScope.LOGIN).key().id();
    Caller bob = works.caller("bob");

    assertThat(manageSessions.list(other.ann(), "bob")).isEmpty();
    assertThat(manageSessions.end(other.ann(), "bob", bob.sessionId())).isFalse();
    assertThat(manageSessions.endAll(other.ann(), "bob")).isEqualTo(Optional.empty());
    assertThat(manageKeys.list(other.ann(), "bob")).isEmpty();
    assertThat(manageKeys.revoke(other.ann(), "bob", key)).isFalse();
    assertThat(sessions.current(bob.sessionId())).isPresent();
  }
}
