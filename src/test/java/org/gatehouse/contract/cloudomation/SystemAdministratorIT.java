package org.gatehouse.contract.cloudomation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.gatehouse.fixture.Api;
import org.gatehouse.fixture.Database;
import org.gatehouse.fixture.DeployedGatehouse;
import org.gatehouse.fixture.Person;
import org.gatehouse.fixture.Reply;
import org.gatehouse.fixture.Workspace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who administers the installation can let others do so, too. */
@ExtendWith(DeployedGatehouse.class)
class SystemAdministratorIT {
  private Workspace works;
  private Person ann;
  private Person bob;

  @BeforeEach
  void found() {
    works = Workspace.signUp();
    bob = works.addAdministrator("bob");
    set(works.administrator(), true);
    ann = works.administrator().logInAgain();
  }

  @AfterEach
  void leaveTheInstallationAsItWas() {
    set(ann, false);
    set(bob, false);
  }

  private static void set(Person person, boolean on) {
    Database.update(
        "update user_account set system_administrator = ? where id = ?",
        on,
        UUID.fromString(person.id()));
  }

  private static Reply grant(Person who, Person whom) {
    return who.api().put(whom.path() + "/system-admin", Map.of());
  }

  private static Reply revoke(Person who, Person whom) {
    return who.api().delete(whom.path() + "/system-admin");
  }

  @Test
  void isWhoeverSignsUpFirstAtTheMachineItself() {
    assertThat(isOne(Workspace.first().administrator())).isTrue();
    assertThat(isOne(Workspace.signUp().administrator())).isFalse();
    String uid = Workspace.unique();
    assertThat(isOne(Workspace.signUp(Api.atTheMachine(), "Second " + uid, "ann").administrator()))
        .isFalse();
  }

  private static boolean isOne(Person person) {
    return (boolean) person.api().get(person.path()).is(200).updated().get("is_system_admin");
  }

  @Test
  void letsAnotherAdministerTheInstallationAndTakesItBack() {
    assertThat(grant(ann, bob).is(200).updated()).containsEntry("is_system_admin", true);

    assertThat(revoke(bob.logInAgain(), ann).is(200).updated())
        .containsEntry("is_system_admin", false);
  }

  @Test
  void isMadeByNobodyOfLowerRank() {
    Person carl = works.add("carl");

    grant(bob, carl).refuses(403, "Forbidden");
    grant(bob, bob).refuses(403, "Forbidden");
    revoke(bob, ann).refuses(403, "Forbidden");
    assertThat(bob.api().get(carl.path()).updated()).containsEntry("is_system_admin", false);
  }
}
