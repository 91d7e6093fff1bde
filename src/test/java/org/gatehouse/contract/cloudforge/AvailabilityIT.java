package org.gatehouse.contract.cloudforge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.contract.cloudforge.Application.isError;
import static org.gatehouse.contract.cloudforge.Application.isRefused;

import java.util.Locale;
import java.util.Map;
import org.gatehouse.fixture.Api;
import org.gatehouse.fixture.DeployedGatehouse;
import org.gatehouse.fixture.Reply;
import org.gatehouse.fixture.Workspace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which logins and domains are free, and how often one may ask. */
@ExtendWith(DeployedGatehouse.class)
class AvailabilityIT {
  private static final String LOGIN = "/api/1/organizations/isLoginUnique";
  private static final String DOMAIN = "/api/1/organizations/isDomainUnique";

  private Workspace works;
  private Application app;

  @BeforeEach
  void signUp() {
    works = Workspace.signUp();
    app = Application.of(works);
  }

  private Reply ask(String path, String name, String value) {
    return Api.anonymous().get(path, app.with(Map.of(name, value)));
  }

  private static void says(Reply reply, String file, boolean answer) {
    reply.is(200).hasBody("cloudforge/" + file, "answer", Boolean.toString(answer));
    assertThat(reply.hasSecurityHeaders().header("Cache-Control")).contains("no-store");
  }

  @ParameterizedTest
  @CsvSource({
    "free_1, true",
    "ann, false",
    "ANN, false",
    "ab, false",
    "12345678901234567, false",
    "a-b, false",
    "___, false",
    "j\u00fcrgen, false"
  })
  void tellWhetherALoginIs(String login, boolean answer) {
    says(ask(LOGIN, "login", login), "login-is-unique.json", answer);
    says(ask(LOGIN + ".json", "login", login), "login-is-unique.json", answer);
    says(ask(LOGIN + ".xml", "login", login), "login-is-unique.xml", answer);
  }

  @Test
  void tellOfLoginsOfTheOwnOrganizationOnly() {
    Workspace other = Workspace.signUp();
    other.add("elsewhere");

    says(ask(LOGIN, "login", "elsewhere"), "login-is-unique.json", true);
  }

  @ParameterizedTest
  @CsvSource({"ab, false", "a_b, false", "b\u00fcro, false"})
  void tellWhetherADomainIs(String domain, boolean answer) {
    says(ask(DOMAIN, "domain", domain), "domain-is-unique.json", answer);
    says(ask(DOMAIN + ".xml", "domain", domain), "domain-is-unique.xml", answer);
  }

  @Test
  void tellWhetherADomainIsTakenInAnyCase() {
    Workspace other = Workspace.signUp();

    says(ask(DOMAIN, "domain", Workspace.unique()), "domain-is-unique.json", true);
    says(ask(DOMAIN + ".xml", "domain", Workspace.unique()), "domain-is-unique.xml", true);
    says(ask(DOMAIN, "domain", works.uid()), "domain-is-unique.json", false);
    says(ask(DOMAIN, "domain", other.uid()), "domain-is-unique.json", false);
    says(
        ask(DOMAIN, "domain", other.uid().toUpperCase(Locale.ROOT)),
        "domain-is-unique.json",
        false);
  }

  @Test
  void wantAName() {
    isError(Api.anonymous().get(LOGIN, app.developer()), 400, "login is missing");
    isError(Api.anonymous().get(DOMAIN + ".xml", app.developer()), 400, "domain is missing");
    isError(ask(DOMAIN, "domain", ""), 400, "domain is missing");
  }

  @Test
  void areForApplicationsOnly() {
    isRefused(Api.anonymous().get(LOGIN + "?login=free"));
    isRefused(Api.anonymous().get(DOMAIN + ".xml?domain=free"));
    isRefused(
        Api.anonymous()
            .get(
                DOMAIN,
                Map.of(
                    "domain",
                    "free",
                    "credentials[developerOrganization]",
                    works.uid(),
                    "credentials[developerKey]",
                    "wrong")));
  }

  @Test
  void areAnsweredOnlySoOftenToAllApplicationsOfAnOrganization() {
    Reply last = ask(DOMAIN, "domain", "free");
    for (int i = 0; i < 100 && last.status() == 200; i++) {
      last = ask(DOMAIN, "domain", "free" + i);
    }
    Application second = Application.of(works);
    Application elsewhere = Application.of(Workspace.signUp());

    isLater(last);
    Reply xml = Api.anonymous().get(LOGIN + ".xml", second.with(Map.of("login", "free")));
    if (xml.status() != 200) {
      // Unless there was room for one more meanwhile.
      isLater(xml);
    }
    Api.anonymous().get(LOGIN + ".xml", elsewhere.with(Map.of("login", "free"))).is(200);
  }

  private static void isLater(Reply reply) {
    isError(reply, 429, "Too many requests.");
    assertThat(reply.header("Retry-After").orElse("")).matches("[1-9][0-9]*");
  }
}
