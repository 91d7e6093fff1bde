package org.gatehouse.contract.cloudforge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.contract.cloudforge.Application.isError;
import static org.gatehouse.contract.cloudforge.Application.isRefused;
import static org.gatehouse.contract.cloudforge.Application.plus;
import static org.gatehouse.contract.cloudforge.Application.user;
import static org.gatehouse.contract.cloudforge.Application.without;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gatehouse.fixture.Api;
import org.gatehouse.fixture.AtOnce;
import org.gatehouse.fixture.DeployedGatehouse;
import org.gatehouse.fixture.Reply;
import org.gatehouse.fixture.Workspace;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Making an organization and its owner by {@code POST /api/1/organizations}. */
@ExtendWith(DeployedGatehouse.class)
class OrganizationIT {
  private static final String ORGANIZATIONS = "/api/1/organizations";

  private static Workspace works;
  private static Application app;

  private String domain;
  private Map<String, String> wanted;

  @BeforeAll
  static void signUp() {
    works = Workspace.signUp();
    app = Application.of(works);
  }

  @BeforeEach
  void want() {
    domain = Workspace.unique();
    wanted = new LinkedHashMap<>();
    wanted.put("companyName", "Company " + domain);
    wanted.put("domain", domain);
    wanted.put("user[firstName]", "Zo\u00eb");
    wanted.put("user[lastName]", "M\u00fcller");
    wanted.put("user[email]", "zoe@" + domain + ".example");
    wanted.put("user[login]", "zoe_1");
    wanted.put("user[password]", Workspace.PASSWORD);
    wanted.put("affirmations[termsOfService]", "1");
    wanted.put("affirmations[privacyPolicy]", "1");
  }

  private static Reply create(Map<String, String> parameters) {
    return Api.anonymous().postForm(ORGANIZATIONS + ".json", app.with(parameters));
  }

  private Reply createWith(String name, String value) {
    return create(plus(wanted, Map.of(name, value)));
  }

  private Reply logIn() {
    return Api.anonymous().logIn(domain, "zoe_1", Workspace.PASSWORD);
  }

  // Making one

  @Test
  void answersInJson() {
    Reply reply = create(wanted).is(201).hasBody("cloudforge/accepted.json").hasSecurityHeaders();

    assertThat(reply.header("Content-Type").orElse("")).startsWith("application/json");
    assertThat(reply.header("Cache-Control")).contains("no-store");
    assertThat(reply.header("Set-Cookie")).isEmpty();
  }

  @Test
  void answersInXml() {
    Reply reply = Api.anonymous().postForm(ORGANIZATIONS + ".xml", app.with(wanted)).is(201);

    reply.hasBody("cloudforge/accepted.xml");
    assertThat(reply.header("Content-Type").orElse("")).startsWith("application/xml");
  }

  @Test
  void readsJsonAndXml() {
    String person =
        "\"firstName\":\"Z\",\"lastName\":\"M\",\"email\":\"z@x.example\",\"login\":\"zoe_1\",\"password\":\""
            + Workspace.PASSWORD
            + "\"";
    String json =
        """
        {"companyName":"JSON %1$s","domain":"%1$s","user":{%2$s},
        "affirmations":{"termsOfService":true,"privacyPolicy":1},
        "credentials":{"developerOrganization":"%3$s","developerKey":"%4$s"}}"""
            .formatted(domain, person, works.uid(), app.key());
    Api.anonymous().post(ORGANIZATIONS, Application.JSON, json).is(201);
    logIn().is(200);

    domain = Workspace.unique();
    String xml =
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <hash>
          <companyName>XML &amp; %1$s</companyName><domain>%1$s</domain>
          <user><firstName>Z</firstName><lastName>M</lastName><email>z@x.example</email>
            <login>zoe_1</login><password><![CDATA[%2$s]]></password></user>
          <affirmations><termsOfService type="boolean">true</termsOfService>
            <privacyPolicy type="integer">1</privacyPolicy></affirmations>
          <credentials><developerOrganization>%3$s</developerOrganization>
            <developerKey>%4$s</developerKey></credentials>
        </hash>"""
            .formatted(domain, Workspace.PASSWORD, works.uid(), app.key());
    Api.anonymous().post(ORGANIZATIONS, Application.XML, xml).is(201);
    assertThat(logIn().is(200).text("client_name")).isEqualTo("XML & " + domain);
  }

  @Test
  void makesTheOwnerAnAdministratorWhoCanLogIn() {
    create(wanted).is(201);

    Reply reply = logIn().is(200);
    assertThat(reply.json())
        .containsEntry("client_name", "Company " + domain)
        .containsEntry("user_name", "zoe_1")
        .containsEntry("is_client_admin", true)
        .containsEntry("is_system_admin", false);
    Reply owner = Api.anonymous().withToken(reply.text("token")).get("/api/1/user/zoe_1").is(200);
    assertThat(owner.updated())
        .containsEntry("display_name", "Zo\u00eb M\u00fcller")
        .containsEntry("email", "zoe@" + domain + ".example");
    Application.isAccepted(Application.logIn(app.with(user(domain, "zoe_1", Workspace.PASSWORD))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "true", "yes", "on"})
  void takesTheseForYes(String yes) {
    createWith("affirmations[privacyPolicy]", yes).is(201);
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc", "ABCDEFGH12345678", "_1_"})
  void takesLoginsOf3To16LettersDigitsAndUnderscores(String login) {
    createWith("user[login]", login).is(201);
    Api.anonymous().logIn(domain, login, Workspace.PASSWORD).is(200);
  }

  @Test
  void takesDomainsOf3To32LettersAndDigits() {
    createWith("domain", domain.substring(0, 3)).is(201);
    create(
            plus(
                wanted,
                Map.of(
                    "domain",
                    domain + Workspace.unique() + "ABCDEFGH",
                    "companyName",
                    "Long " + domain)))
        .is(201);
  }

  // Who may

  @Test
  void isForApplicationsOnly() {
    isRefused(Api.anonymous().postForm(ORGANIZATIONS, wanted));
    isRefused(Api.anonymous().postForm(ORGANIZATIONS + ".xml", wanted));
    isRefused(
        Api.anonymous()
            .postForm(
                ORGANIZATIONS,
                plus(wanted, without(app.developer(), "credentials[developerKey]"))));
    isRefused(
        Api.anonymous()
            .postForm(
                ORGANIZATIONS,
                plus(wanted, user(works.uid(), "ann", works.administrator().password()))));
    logIn().is(401);
  }

  @Test
  void isRefusedWithWrongCredentialsOfAUserThoughItNeedsNone() {
    isRefused(create(plus(wanted, user(works.uid(), "ann", "wrong"))));
    logIn().is(401);
    create(plus(wanted, user(works.uid(), "ann", works.administrator().password()))).is(201);
  }

  // What is refused

  @ParameterizedTest
  @CsvSource({
    "companyName, companyName",
    "domain, domain",
    "user[firstName], owner.firstName",
    "user[lastName], owner.lastName",
    "user[email], owner.email",
    "user[login], owner.login",
    "user[password], owner.password"
  })
  void saysWhatIsMissing(String name, String called) {
    isError(create(without(wanted, name)), 400, called + " is missing");
    isError(createWith(name, ""), 400, called + " is missing");

    create(wanted).is(201);
  }

  @ParameterizedTest
  @CsvSource({"termsOfService", "privacyPolicy"})
  void saysWhatIsNotAffirmed(String name) {
    String error = "affirmations." + name + " must be accepted";

    isError(create(without(wanted, "affirmations[" + name + "]")), 400, error);
    for (String no : List.of("", "0", "false", "no", "2")) {
      isError(createWith("affirmations[" + name + "]", no), 400, error);
    }
    create(wanted).is(201);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ab", "12345678901234567", "___", "a.b", "a-b", "a b", "j\u00fcrgen", "a/bc"})
  void saysWhichLoginsThereAre(String login) {
    isError(
        createWith("user[login]", login),
        400,
        "owner.login must have 3 to 16 letters, digits and underscores");

    create(wanted).is(201);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ab", "123456789012345678901234567890123", "a_b", "a-b", "a.b", "b\u00fcro"})
  void saysWhichDomainsThereAre(String invalid) {
    isError(
        createWith("domain", invalid),
        400,
        "domain is not valid: The workspace uid must have 3 to 32 letters (a to z) and digits.");

    create(wanted).is(201);
  }

  @Test
  void saysWhatElseIsNotValid() {
    assertThat(createWith("user[email]", "nowhere").is(400).text("error"))
        .startsWith("owner.email is not valid: ");
    assertThat(createWith("companyName", "a/b").is(400).text("error"))
        .startsWith("companyName is not valid: ");
    assertThat(createWith("user[firstName]", "\u0000").is(400).text("error"))
        .startsWith("owner.firstName is not valid: ");
    assertThat(createWith("user[lastName]", "x".repeat(500)).is(400).text("error"))
        .startsWith("owner.lastName is not valid: ");
    for (String password : List.of("short", "x".repeat(5_000))) {
      assertThat(createWith("user[password]", password).is(400).text("error"))
          .startsWith("owner.password is not valid: ")
          .doesNotContain(password);
    }
    create(wanted).is(201);
  }

  @Test
  void saysSoInXmlToo() {
    Reply reply =
        Api.anonymous().postForm(ORGANIZATIONS + ".xml", app.with(without(wanted, "domain")));

    isError(reply, 400, "domain is missing");
    assertThat(reply.header("Content-Type").orElse("")).startsWith("application/xml");
  }

  @Test
  void saysThatANameIsTaken() {
    create(wanted).is(201);
    String taken = "domain or companyName is not available";

    isError(create(wanted), 409, taken);
    isError(createWith("companyName", "Other " + domain), 409, taken);
    isError(createWith("domain", Workspace.unique()), 409, taken);
    logIn().is(200);
  }

  @Test
  void leavesNothingBehindWhereItRefuses() {
    createWith("user[password]", "short").is(400);
    createWith("user[login]", "x").is(400);
    createWith("companyName", works.name()).is(409);

    Api.anonymous()
        .get("/api/1/organizations/isDomainUnique", app.with(Map.of("domain", domain)))
        .is(200)
        .hasBody("cloudforge/domain-is-unique.json", "answer", "true");
    logIn().is(401);
    create(wanted).is(201);
  }

  @Test
  void makesOneWhereManyWantTheSameAtOnce() {
    List<Reply> replies = AtOnce.call(5, () -> create(wanted));

    assertThat(replies).extracting(Reply::status).containsOnlyOnce(201).containsOnly(201, 409);
    logIn().is(200);
  }
}
