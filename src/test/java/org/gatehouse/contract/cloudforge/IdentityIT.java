package org.gatehouse.contract.cloudforge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.contract.cloudforge.Application.ME;
import static org.gatehouse.contract.cloudforge.Application.isError;
import static org.gatehouse.contract.cloudforge.Application.isRefused;
import static org.gatehouse.contract.cloudforge.Application.user;

import java.util.function.Supplier;
import org.gatehouse.fixture.Api;
import org.gatehouse.fixture.DeployedGatehouse;
import org.gatehouse.fixture.Person;
import org.gatehouse.fixture.Reply;
import org.gatehouse.fixture.ServerLog;
import org.gatehouse.fixture.Workspace;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Requests that say in two ways who makes them: of one user they are taken, of two refused. */
@ExtendWith(DeployedGatehouse.class)
class IdentityIT {
  private static Workspace works;
  private static Person ann;
  private static Person bob;
  private static Application app;

  @BeforeAll
  static void signUp() {
    works = Workspace.signUp();
    ann = works.administrator();
    bob = works.add("bob");
    app = Application.of(works);
  }

  private static void isAudited(Supplier<Reply> request) {
    int before = audited();
    isRefused(request.get());
    assertThat(audited()).isEqualTo(before + 1);
  }

  private static int audited() {
    return ServerLog.text().split("authentication two-identities", -1).length;
  }

  @Test
  void areRefusedAndAuditedWhereATokenAndParametersDiffer() {
    isAudited(() -> ann.api().get(ME, app.with(bob)));
    isAudited(
        () ->
            Api.anonymous().with("Authorization", "Bearer " + ann.token()).get(ME, app.with(bob)));
  }

  @Test
  void areRefusedAndAuditedWhereBasicAndParametersDiffer() {
    isAudited(
        () ->
            Api.anonymous().withBasic(works.uid() + "_ann", ann.password()).get(ME, app.with(bob)));
  }

  @Test
  void areRefusedAndAuditedWhereOneIsNobody() {
    isAudited(() -> ann.api().get(ME, app.with(user(works.uid(), "ann", "wrong"))));
    isAudited(() -> Api.anonymous().withToken("wrong").get(ME, app.with(ann)));
  }

  @Test
  void areTakenWhereBothAreTheSame() {
    Reply byToken = ann.api().get(ME, app.with(ann)).is(200);
    Reply byBasic =
        Api.anonymous()
            .withBasic(works.uid() + "_ann", ann.password())
            .get(ME, app.with(ann))
            .is(200);

    assertThat(byToken.part("user")).containsEntry("login", "ann");
    assertThat(byBasic.part("user")).containsEntry("login", "ann");
  }

  @Test
  void areRefusedWhereThereAreTwoAuthorizations() {
    Api two = ann.api().withToken(bob.token());

    isError(two.get(ME), 400, "Bad Request");
    isError(two.get(ME + ".xml"), 400, "Bad Request");
    isError(ann.api().withToken(ann.token()).get(ME), 400, "Bad Request");
    two.get(ann.path()).refuses(400, "Bad Request");
  }
}
