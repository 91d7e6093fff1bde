package org.gatehouse.contract.cloudomation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.gatehouse.fixture.AtOnce;
import org.gatehouse.fixture.DeployedGatehouse;
import org.gatehouse.fixture.Person;
import org.gatehouse.fixture.Reply;
import org.gatehouse.fixture.Workspace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A workspace always has somebody to administer it. */
@ExtendWith(DeployedGatehouse.class)
class LastAdministratorIT {
  private static final Map<String, Boolean> DEMOTED = Map.of("is_client_admin", false);
  private static final Map<String, String> INACTIVE = Map.of("status", "inactive");

  private Workspace works;
  private Person ann;

  @BeforeEach
  void signUp() {
    works = Workspace.signUp();
    ann = works.administrator();
  }

  @Test
  void cannotBeDemotedOrDeactivated() {
    ann.api().patch(ann.path(), DEMOTED).refuses(409, "Conflict");
    ann.api().patch(ann.path(), INACTIVE).refuses(409, "Conflict");
    ann.api().delete(ann.path()).refuses(409, "Conflict");

    assertThat(ann.api().get(ann.path()).updated())
        .containsEntry("is_client_admin", true)
        .containsEntry("status", "active");
  }

  @Test
  void isNotReplacedByOneWhoIsInactive() {
    Person zoe = works.addAdministrator("zoe");
    ann.api().delete(zoe.path()).is(200);

    ann.api().patch(ann.path(), DEMOTED).refuses(409, "Conflict");
  }

  @Test
  void mayGoOnceThereIsAnother() {
    Person zoe = works.addAdministrator("zoe");

    ann.api().patch(ann.path(), DEMOTED).is(200);

    ann.api().get("/api/1/user").refuses(403, "Forbidden");
    zoe.api().patch(zoe.path(), INACTIVE).refuses(409, "Conflict");
  }

  @RepeatedTest(3)
  void staysWhenTwoDemoteEachOtherAtTheSameMoment() {
    Person zoe = works.addAdministrator("zoe");

    List<Reply> replies =
        AtOnce.call(
            List.of(
                () -> ann.api().patch(zoe.path(), DEMOTED),
                () -> zoe.api().patch(ann.path(), DEMOTED)));

    isTheWorkOfOne(replies, zoe);
  }

  @RepeatedTest(3)
  void staysWhenTwoLeaveAtTheSameMoment() {
    Person zoe = works.addAdministrator("zoe");

    List<Reply> replies =
        AtOnce.call(
            List.of(
                () -> ann.api().patch(ann.path(), DEMOTED), () -> zoe.api().delete(zoe.path())));

    isTheWorkOfOne(replies, zoe);
  }

  private void isTheWorkOfOne(List<Reply> replies, Person other) {
    assertThat(replies).extracting(Reply::status).containsOnlyOnce(200);
    // Who comes second may be an administrator no longer, or gone altogether.
    assertThat(replies).extracting(Reply::status).allMatch(List.of(200, 401, 403, 409)::contains);
    boolean annRules = ann.api().get("/api/1/user").status() == 200;
    boolean otherRules = other.api().get("/api/1/user").status() == 200;
    assertThat(annRules).isNotEqualTo(otherRules);
  }
}
