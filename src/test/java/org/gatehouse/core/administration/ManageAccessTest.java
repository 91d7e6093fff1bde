package org.gatehouse.core.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.gatehouse.core.access.AccessName;
import org.gatehouse.core.access.Catalog;
import org.gatehouse.core.access.Datasource;
import org.gatehouse.core.access.Description;
import org.gatehouse.core.access.Grants;
import org.gatehouse.core.access.Named;
import org.gatehouse.core.access.Role;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.refusal.Conflict;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.refusal.NotPermitted;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.session.Callers;
import org.gatehouse.core.session.Sessions;
import org.gatehouse.core.user.User;
import org.gatehouse.fixture.AtOnce;
import org.gatehouse.fixture.CoreDatabase;
import org.gatehouse.fixture.CoreTest;
import org.gatehouse.fixture.CoreWorkspace;
import org.junit.jupiter.api.Test;

/** Roles and datasources of a workspace, by its administrators. */
@CoreTest
class ManageAccessTest {
  private final ManageAccess access;
  private final CoreWorkspace works;
  private final ChangeUser changeUser;
  private final Grants grants;

  ManageAccessTest(ManageAccess access, CoreWorkspace works, ChangeUser changeUser, Grants grants) {
    this.access = access;
    this.works = works;
    this.changeUser = changeUser;
    this.grants = grants;
  }

  private Role addRole(String name, String... datasources) {
    return access.addRole(
        works.ann(), new AccessName(name), new Description("all of " + name), List.of(datasources));
  }

  private Datasource addDatasource(String name) {
    return access.addDatasource(works.ann(), new AccessName(name), Description.NONE);
  }

  private void give(User user, String... roles) {
    changeUser.change(
        works.ann(),
        user.name(),
        new UserChange(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(List.of(roles))));
  }

  private static List<String> names(List<? extends Named> named) {
    return named.stream().map(Named::name).toList();
  }

  @Test
  void addsRolesThatAllowDatasources() {
    addDatasource("sales");
    addDatasource("stock");
    Role role = addRole("Reader", "SALES");

    assertThat(access.role(works.ann(), "reader")).isPresent();
    assertThat(access.datasource(works.ann(), "Sales")).isPresent();
    User bob = works.add("bob");
    give(bob, "reader");
    assertThat(names(grants.datasources(bob.id()))).containsExactly("sales");
    assertThat(grants.holders(role)).containsExactly(bob.id());
    assertThat(works.audited(AuditType.ROLE_ADD)).containsExactly("ok " + role.id() + " Reader");
    assertThat(works.audited(AuditType.DATASOURCE_ADD)).hasSize(2);
  }

  @Test
  void addsNothingTwiceNorWhatGatehouseHas() {
    addRole("reader");
    addDatasource("sales");

    assertThatThrownBy(() -> addRole("READER")).isInstanceOf(Conflict.class);
    assertThatThrownBy(() -> addDatasource("Sales")).isInstanceOf(Conflict.class);
    assertThatThrownBy(() -> addRole("workspace-admin")).isInstanceOf(InvalidInput.class);
    assertThatThrownBy(() -> addRole("writer", "nothing")).isInstanceOf(InvalidInput.class);
    assertThat(access.role(works.ann(), "writer")).isEmpty();
  }

  @Test
  void addsOneOfTwoOfTheSameNameAtOnce() {
    assertThat(
            AtOnce.call(
                3,
                () -> {
                  try {
                    addRole("reader");
                    return true;
                  } catch (Conflict e) {
                    return false;
                  }
                }))
        .containsOnlyOnce(true);
  }

  @Test
  void addsAsManyAsThereMayBe(CoreDatabase database) {
    IntStream.range(0, Catalog.LIMIT)
        .forEach(
            n ->
                database.update(
                    "insert into datasource (id, workspace_id, name, name_key, description,"
                        + " search_text) values (random_uuid(), ?, ?, ?, '', '')",
                    works.id(),
                    "d" + n,
                    "d" + n));

    assertThatThrownBy(() -> addDatasource("one more")).isInstanceOf(Conflict.class);
  }

  @Test
  void changesWhatIsGivenAndTellsWhat() {
    addDatasource("sales");
    addRole("reader", "sales");

    access.changeRole(
        works.ann(), "reader", Optional.of(new Description("new words")), Optional.empty());
    assertThat(works.auditedChange(AuditType.ROLE_CHANGE)).contains("new words", "all of reader");
    assertThat(access.roles(works.ann(), "", 1, 10).items().get(0).datasources()).hasSize(1);
    access.changeRole(works.ann(), "reader", Optional.empty(), Optional.of(List.of()));
    assertThat(access.roles(works.ann(), "", 1, 10).items().get(0).datasources()).isEmpty();
    assertThat(works.auditedChange(AuditType.ROLE_CHANGE)).contains("sales");
    access.changeDatasource(works.ann(), "sales", new Description("what we sold"));
    assertThat(access.datasource(works.ann(), "sales").orElseThrow().description())
        .isEqualTo("what we sold");
    assertThat(works.audited(AuditType.DATASOURCE_CHANGE)).hasSize(1);
    assertThat(access.changeDatasource(works.ann(), "none", Description.NONE)).isEmpty();
    assertThat(access.changeRole(works.ann(), "none", Optional.empty(), Optional.empty()))
        .isEmpty();
  }

  @Test
  void removesARoleFromAllWhoHaveIt(Callers callers) {
    addRole("reader");
    User bob = works.add("bob");
    give(bob, "reader");
    Caller in = works.caller("bob");
    assertThat(callers.in(in.sessionId()).orElseThrow().roles()).contains("reader");

    assertThat(access.removeRole(works.ann(), "READER")).isTrue();
    assertThat(callers.in(in.sessionId()).orElseThrow().roles()).doesNotContain("reader");
    assertThat(grants.roles(bob.id())).isEmpty();
    assertThat(works.auditedChange(AuditType.ROLE_REMOVE)).contains(bob.id().toString());
    assertThat(access.removeRole(works.ann(), "reader")).isFalse();
  }

  @Test
  void removesADatasourceFromAllRoles() {
    addDatasource("sales");
    addRole("reader", "sales");

    assertThat(access.removeDatasource(works.ann(), "sales")).isTrue();
    assertThat(access.roles(works.ann(), "", 1, 10).items().get(0).datasources()).isEmpty();
    assertThat(works.auditedChange(AuditType.DATASOURCE_REMOVE)).contains("reader");
    assertThat(access.removeDatasource(works.ann(), "sales")).isFalse();
  }

  @Test
  void listsInPagesAndFinds() {
    for (String name : List.of("c", "a", "b")) {
      addRole(name);
      addDatasource(name);
    }

    assertThat(names(access.roles(works.ann(), "", 1, 2).items())).containsExactly("a", "b");
    assertThat(names(access.roles(works.ann(), "", 2, 2).items())).containsExactly("c");
    assertThat(access.roles(works.ann(), "", 1, 2).total()).isEqualTo(3);
    assertThat(names(access.roles(works.ann(), "all of b", 1, 10).items())).containsExactly("b");
    assertThat(names(access.datasources(works.ann(), "", 1, 10).items()))
        .containsExactly("a", "b", "c");
  }

  @Test
  void knowsTheOwnWorkspaceOnly(CoreWorkspace others) {
    addRole("reader");
    addDatasource("sales");

    assertThat(access.role(others.ann(), "reader")).isEmpty();
    assertThat(access.removeRole(others.ann(), "reader")).isFalse();
    assertThat(access.removeDatasource(others.ann(), "sales")).isFalse();
    assertThat(access.roles(others.ann(), "", 1, 10).total()).isZero();
    assertThat(access.role(works.ann(), "reader")).isPresent();
  }

  @Test
  void isForAdministratorsWhoseSessionGoesOn(Sessions sessions) {
    works.add("bob");
    Caller bob = works.caller("bob");
    Caller eve = works.caller(works.addAdministrator("eve").name());
    sessions.end(eve.userId(), eve.sessionId());

    for (Caller caller : List.of(bob, eve)) {
      for (Runnable deed :
          List.<Runnable>of(
              () -> access.addRole(caller, new AccessName("x"), Description.NONE, List.of()),
              () -> access.addDatasource(caller, new AccessName("x"), Description.NONE),
              () -> access.changeDatasource(caller, "x", Description.NONE),
              () -> access.removeRole(caller, "x"),
              () -> access.removeDatasource(caller, "x"))) {
        assertThatThrownBy(deed::run).isInstanceOf(NotPermitted.class);
      }
    }
    assertThatThrownBy(() -> access.roles(bob, "", 1, 10)).isInstanceOf(NotPermitted.class);
    assertThatThrownBy(() -> access.role(bob, "x")).isInstanceOf(NotPermitted.class);
  }
}
