package org.gatehouse.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.gatehouse.fixture.Api;
import org.gatehouse.fixture.AuditLog;
import org.gatehouse.fixture.Authenticator;
import org.gatehouse.fixture.DeployedGatehouse;
import org.gatehouse.fixture.PageForm;
import org.gatehouse.fixture.Person;
import org.gatehouse.fixture.Visitor;
import org.gatehouse.fixture.Workspace;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** When one login ends another. */
@ExtendWith(DeployedGatehouse.class)
class BrowserSessionsIT {
  private static final String SECOND_FACTOR = "/account/second-factor";
  private static final String BOX = "endOtherSessions";

  private final Workspace works = Workspace.signUp();
  private final Person ann = works.administrator();

  @Test
  void endWhereTheBrowserLogsInAnew() {
    works.add("bob");
    Visitor browser = new Visitor(DeployedGatehouse.base());
    // Two windows, each with the page of the login.
    Document one = browser.page("/login");
    Document other = browser.page("/login");
    Map<String, String> credentials =
        Map.of("workspace", works.uid(), "userName", "bob", "password", Workspace.PASSWORD);

    browser.press(one, "signIn", credentials);
    browser.press(other, "signIn", credentials);

    // The third is of the API, from another address.
    assertThat(browser.page("/account/sessions").select("main tbody tr:contains(127.0.0.1)"))
        .hasSize(1);
    assertThat(AuditLog.latest(works, "logout")).contains("ok");
  }

  @Test
  void endWithEachChangeOfTheSecondFactorUnlessThatIsUnticked() {
    Person laptop = ann.logInAgain();
    Authenticator app = Authenticator.enrol(ann);
    laptop.api().get(ann.path()).is(401);

    Api phone = byCode(app.codeAfter(1));
    PageForm page = new PageForm(ann, SECOND_FACTOR);
    assertThat(page.page().getElementById(BOX).hasAttr("checked")).isTrue();
    page.press("renewRecoveryCodes", Map.of("currentPassword", ann.password(), BOX, "")).is(302);
    phone.get(ann.path()).is(200);
    page.press("turnOff", Map.of("currentPassword", ann.password())).is(302);
    phone.get(ann.path()).is(401);
    ann.api().get(ann.path()).is(200);
    assertThat(AuditLog.latest(works, "sessions-end")).contains("ok");
  }

  private Api byCode(String code) {
    Map<String, String> login =
        Map.of(
            "client_name",
            works.uid(),
            "user_name",
            ann.name(),
            "password",
            ann.password(),
            "otp",
            code);
    return Api.anonymous()
        .withToken(Api.anonymous().post("/api/1/auth", login).is(200).text("token"));
  }

  @Test
  void staysTickedOrNotWhereAWrongCodeIsTyped() {
    PageForm page = new PageForm(ann, SECOND_FACTOR);
    page.press("begin", Map.of("currentPassword", ann.password())).is(302);

    assertThat(page.press("confirm", Map.of("code", "000000")).is(200).body())
        .containsPattern("id=\"" + BOX + "\"[^>]*checked");
    assertThat(page.press("confirm", Map.of("code", "000000", BOX, "")).is(200).body())
        .doesNotContainPattern("id=\"" + BOX + "\"[^>]*checked");
  }
}
