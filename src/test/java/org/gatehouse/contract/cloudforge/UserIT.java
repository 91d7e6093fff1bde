package org.gatehouse.contract.cloudforge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.contract.cloudforge.Application.ME;
import static org.gatehouse.contract.cloudforge.Application.isError;
import static org.gatehouse.contract.cloudforge.Application.isRefused;
import static org.gatehouse.contract.cloudforge.Application.user;

import java.util.Map;
import org.gatehouse.fixture.Api;
import org.gatehouse.fixture.DeployedGatehouse;
import org.gatehouse.fixture.Person;
import org.gatehouse.fixture.Program;
import org.gatehouse.fixture.Reply;
import org.gatehouse.fixture.Workspace;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code GET /api/1/users/me}, byte for byte. */
@ExtendWith(DeployedGatehouse.class)
class UserIT {
  private static Workspace works;
  private static Application app;

  @BeforeAll
  static void signUp() {
    works = Workspace.signUp();
    app = Application.of(works);
  }

  private static String[] values(String id, String email) {
    return new String[] {"id", id, "email", email, "domain", works.uid(), "company", works.name()};
  }

  @Test
  void tellsWhoOneIs() {
    works.addRole("b");
    works.addRole("a");
    Person bob = works.add("bob");
    works.administrator().api().patch(bob.path(), Map.of("display_name", "Bob & <Co>")).is(200);
    works.giveRoles("bob", "b", "a");
    String[] values = values(bob.id(), bob.email());

    Reply json = Api.anonymous().get(ME + ".json", app.with(bob)).is(200).hasSecurityHeaders();
    Reply xml = Api.anonymous().get(ME + ".xml", app.with(bob)).is(200).hasSecurityHeaders();

    json.hasBody("cloudforge/me.json", values);
    xml.hasBody("cloudforge/me.xml", values);
    assertThat(json.header("Cache-Control")).contains("no-store");
    assertThat(xml.header("Cache-Control")).contains("no-store");
  }

  @Test
  void tellsAServiceAccountThatItHasNoMail() {
    Program robot = works.addProgram("robot");
    Map<String, String> credentials = app.with(user(works.uid(), "robot", robot.key()));
    String id = (String) Api.anonymous().get(ME, credentials).is(200).part("user").get("id");

    Api.anonymous()
        .get(ME + ".json", credentials)
        .hasBody("cloudforge/me-program.json", values(id, ""));
    Api.anonymous()
        .get(ME + ".xml", credentials)
        .hasBody("cloudforge/me-program.xml", values(id, ""));
  }

  @Test
  void tellsAnAdministrator() {
    Reply xml = Api.anonymous().get(ME + ".xml", app.with(works.administrator())).is(200);

    assertThat(xml.body()).contains("<administrator type=\"boolean\">true</administrator>");
  }

  @Test
  void isNotForWhoMustChangeThePassword() {
    Person bob = works.addWithInitialPassword("initial", false);

    isError(Api.anonymous().get(ME, app.with(bob)), 403, "Forbidden");
    isError(Api.anonymous().get(ME + ".xml", app.with(bob)), 403, "Forbidden");
  }

  @Test
  void isForNobodyElse() {
    isRefused(Api.anonymous().get(ME + ".json"));
    isRefused(Api.anonymous().get(ME + ".xml"));
    isRefused(Api.anonymous().get(ME, app.developer()));
  }
}
