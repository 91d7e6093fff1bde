package org.gatehouse.contract.cloudomation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.gatehouse.fixture.Database;
import org.gatehouse.fixture.DeployedGatehouse;
import org.gatehouse.fixture.Person;
import org.gatehouse.fixture.Workspace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who administers the installation can let others do so, too. */
@ExtendWith(DeployedGatehouse.class)
class SystemAdministratorIT {
  private static final Map<String, Boolean> GRANT = Map.of("is_system_admin", true);
  private static final Map<String, Boolean> REVOKE = Map.of("is_system_admin", false);

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

  @Test
  void letsAnotherAdministerTheInstallationAndTakesItBack() {
    assertThat(ann.api().patch(bob.path(), GRANT).is(200).updated())
        .containsEntry("is_system_admin", true);

    assertThat(bob.logInAgain().api().patch(ann.path(), REVOKE).is(200).updated())
        .containsEntry("is_system_admin", false);
  }

  @Test
  void isMadeByNobodyOfLowerRank() {
    Person carl = works.add("carl");

    bob.api().patch(carl.path(), GRANT).refuses(403, "Forbidden");
    bob.api().patch(bob.path(), GRANT).refuses(403, "Forbidden");
    bob.api().patch(ann.path(), REVOKE).refuses(403, "Forbidden");
    assertThat(bob.api().get(carl.path()).updated()).containsEntry("is_system_admin", false);
  }
}
