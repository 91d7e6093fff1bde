package org.gatehouse.contract.cloudio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.gatehouse.fixture.Api;
import org.gatehouse.fixture.DeployedGatehouse;
import org.gatehouse.fixture.Person;
import org.gatehouse.fixture.Program;
import org.gatehouse.fixture.Reply;
import org.gatehouse.fixture.Workspace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code /v1/datasources}: what the caller's roles allow, and nothing of what they don't. */
@ExtendWith(DeployedGatehouse.class)
class DatasourceIT {
  private static final String LIST = "/v1/datasources";

  private Workspace works;
  private Person bob;
  private CloudIo session;

  @BeforeEach
  void define() {
    works = Workspace.signUp();
    works
        .administrator()
        .api()
        .post("/api/1/datasource", Map.of("name", "hr", "description", "Who works here"))
        .is(201);
    works.addDatasource("sales");
    works.addDatasource("secret");
    works.addRole("clerk", "sales", "hr");
    works.addRole("chief", "secret", "hr");
    bob = works.add("bob");
    works.giveRoles("bob", "clerk");
    session = CloudIo.open(bob);
  }

  private static void isForbidden(Reply reply) {
    reply.is(403).hasBody("cloudio/no-datasource.json");
  }

  private static List<Object> names(Reply reply) {
    return reply.is(200).parts("datasources").stream().map(one -> one.get("name")).toList();
  }

  @Test
  void areListedAsTheRolesAllow() {
    session.get(LIST).is(200).hasJson("cloudio/datasources.json");
  }

  @Test
  void areOnesThatEachRoleAllowsAndEachOnce() {
    works.giveRoles("bob", "clerk", "chief");

    assertThat(names(session.get(LIST))).containsExactly("hr", "sales", "secret");
  }

  @Test
  void areNoneForWhoHasNoRoleNotEvenForTheAdministrator() {
    CloudIo ann = CloudIo.open(works.administrator());

    assertThat(names(ann.get(LIST))).isEmpty();
    isForbidden(ann.get(LIST + "/hr"));
  }

  @Test
  void areAnsweredForOneByOneInAnyCase() {
    for (String name : List.of("hr", "HR", "%68r")) {
      session.get(LIST + "/" + name).is(200).hasJson("cloudio/datasource.json");
    }
  }

  @Test
  void areForbiddenTheSameWayWhetherOrNotTheyExist() {
    Workspace.signUp().addDatasource("elsewhere");

    for (String name :
        List.of("secret", "nothing", "elsewhere", "x".repeat(1_000), "%20", "%C3%A4")) {
      isForbidden(session.get(LIST + "/" + name));
    }
  }

  @Test
  void areAllowedToTokensThatWereIssuedBefore() {
    isForbidden(session.get(LIST + "/secret"));

    works.giveRoles("bob", "chief");

    session.get(LIST + "/secret").is(200);
    isForbidden(session.get(LIST + "/sales"));
  }

  @Test
  void areTakenFromTokensThatWereIssuedBefore() {
    Api ann = works.administrator().api();
    session.get(LIST + "/sales").is(200);

    ann.patch("/api/1/role/clerk", Map.of("datasources", List.of("hr"))).is(200);
    isForbidden(session.get(LIST + "/sales"));
    session.get(LIST + "/hr").is(200);

    ann.delete("/api/1/datasource/hr").is(204);
    isForbidden(session.get(LIST + "/hr"));

    ann.patch("/api/1/role/clerk", Map.of("datasources", List.of("sales"))).is(200);
    session.get(LIST + "/sales").is(200);
    ann.delete("/api/1/role/clerk").is(204);
    isForbidden(session.get(LIST + "/sales"));
  }

  @Test
  void areForServiceAccountsToo() {
    Program robot = works.addProgram("robot", "clerk");
    CloudIo program =
        CloudIo.of(
            Api.anonymous(), CloudIo.logIn(Api.anonymous(), works.uid() + "/robot", robot.key()));

    program.get(LIST).is(200).hasJson("cloudio/datasources.json");
    isForbidden(program.get(LIST + "/secret"));
  }

  @Test
  void haveNamesWithSpaces() {
    works.addDatasource("Caf\u00e9 2024: all");
    works.addRole("guest", "Caf\u00e9 2024: all");
    works.giveRoles("bob", "guest");

    Reply reply = session.get(LIST + "/Caf%C3%A9%202024:%20all").is(200);

    assertThat(reply.text("name")).isEqualTo("Caf\u00e9 2024: all");
  }
}
