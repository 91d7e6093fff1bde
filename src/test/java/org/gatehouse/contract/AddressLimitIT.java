package org.gatehouse.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.gatehouse.fixture.Api;
import org.gatehouse.fixture.DeployedGatehouse;
import org.gatehouse.fixture.Reply;
import org.gatehouse.fixture.Visitor;
import org.gatehouse.fixture.Workspace;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Where too much has failed, whoever it was about, everybody is told to come back later, in the
 * shape of every dialect; who is right costs nothing, and a right key is right all the same.
 */
@ExtendWith(DeployedGatehouse.class)
class AddressLimitIT {
  private static final int LIMIT = 100;
  private static final String FLOODED = Api.newAddress();

  private static Workspace works;
  private static String foreignKey;

  @BeforeAll
  static void flood() {
    works = Workspace.signUp();
    // Of somebody else, and so wrong without a hash.
    foreignKey = works.add("bob").makeKey();
    awaitLimit(() -> fail(FLOODED));
  }

  private static Reply fail(String address) {
    return Api.anonymous().from(address).logIn(works.name(), "ann", foreignKey);
  }

  /** The first refusal for the sake of the limit: now and then one more failure is allowed. */
  private static Reply awaitLimit(Supplier<Reply> request) {
    Reply last = request.get();
    for (int i = 0; i < 3 * LIMIT && last.status() != 429; i++) {
      last = request.get();
    }
    assertThat(last.is(429).header("Retry-After").orElse("")).matches("[1-9][0-9]?");
    return last.hasSecurityHeaders();
  }

  private static Api flooded() {
    return Api.anonymous().from(FLOODED);
  }

  private static Map<String, String> credentials() {
    return Map.of(
        "credentials[developerOrganization]", works.uid(),
        "credentials[developerKey]", "wrong",
        "credentials[domain]", works.uid(),
        "credentials[login]", "ann",
        "credentials[password]", "wrong");
  }

  @Test
  void isToldInTheWordsOfCloudomation() {
    awaitLimit(() -> flooded().logIn(works.name(), "ann", "wrong"))
        .refuses(429, "Too Many Requests");
    awaitLimit(() -> flooded().logIn("Nobody's", "nobody", "wrong"))
        .refuses(429, "Too Many Requests");
  }

  @Test
  void isToldInTheWordsOfCloudIo() {
    Api somebody =
        flooded().with("Authorization", "Token " + Api.pair(works.uid() + "/ann", "wrong"));

    Reply reply = awaitLimit(() -> somebody.post("/v1/auth", "application/json", "{}"));

    assertThat(reply.header("Content-Type").orElse("")).startsWith("application/json");
    assertThat(reply.json()).containsEntry("status", "ERROR").containsKeys("title", "message");
    assertThat(((Number) reply.json().get("code")).intValue()).isEqualTo(429);
  }

  @Test
  void isToldInTheWordsOfCloudCheckr() {
    Api somebody = flooded().with("X-Workspace", works.uid());

    Reply reply =
        awaitLimit(
            () ->
                somebody.postForm(
                    "/v1/auth/token", Map.of("username", "ann", "password", "wrong")));

    assertThat(reply.header("Content-Type").orElse("")).startsWith("application/json");
    assertThat(reply.json()).containsOnlyKeys("errors");
  }

  @Test
  void isToldInTheWordsOfCloudForge() {
    Reply json = awaitLimit(() -> flooded().postForm("/api/1/login", credentials()));
    Reply xml = awaitLimit(() -> flooded().postForm("/api/1/login.xml", credentials()));

    assertThat(json.header("Content-Type").orElse("")).startsWith("application/json");
    assertThat(json.text("error")).isEqualTo("Too Many Requests");
    assertThat(xml.header("Content-Type").orElse("")).startsWith("application/xml");
    assertThat(xml.body()).contains("<error>Too Many Requests</error>");
  }

  @Test
  void isToldOnTheLoginPageWithWhatWasTyped() {
    Reply empty = flooded().get("/login").is(200);
    String cookie =
        empty.headers().get("Set-Cookie").stream()
            .map(text -> text.split(";", 2)[0])
            .collect(Collectors.joining("; "));
    Map<String, String> fields = new HashMap<>();
    Jsoup.parse(empty.body())
        .select("form:has(#signIn) input:not([type=checkbox])")
        .forEach(input -> fields.put(input.attr("name"), input.val()));
    fields.putAll(
        Map.of("workspace", works.uid(), "userName", "ann", "password", "wrong", "signIn", "x"));

    Reply reply = awaitLimit(() -> flooded().with("Cookie", cookie).postForm("/login", fields));

    Document page = Jsoup.parse(reply.body());
    assertThat(page.select("main [role=alert]").text())
        .contains("Too much has failed from your network lately.");
    assertThat(page.select("#userName").val()).isEqualTo("ann");
  }

  @Test
  void isForSignUpsToo() {
    awaitLimit(
            () ->
                flooded()
                    .post(
                        "/api/1/signup",
                        Map.of(
                            "workspace_name",
                            "Works " + Workspace.unique(),
                            "user_name",
                            "ann",
                            "email",
                            "ann@example.com",
                            "password",
                            Workspace.PASSWORD)))
        .refuses(429, "Too Many Requests");
  }

  @Test
  void isNoneForOtherAddressesNorForWhoIsLoggedInNorForABrowserThatIsKnown() {
    awaitLimit(() -> fail(FLOODED));

    Api.anonymous().logIn(works.name(), "ann", Workspace.PASSWORD).is(200);
    works.administrator().api().from(FLOODED).get("/api/1/user").is(200);
    Visitor ann = new Visitor(DeployedGatehouse.base());
    ann.logIn(works.uid(), "ann", Workspace.PASSWORD);
    assertThat(
            ann.post(
                    "/api/1/auth",
                    Map.of(
                        "client_name",
                        works.name(),
                        "user_name",
                        "ann",
                        "password",
                        Workspace.PASSWORD),
                    Api.FORWARDED_FOR,
                    FLOODED)
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  void isNoneForARightKeyOfAUserOrAnApplication() {
    String key = works.administrator().makeKey();
    String developerKey = works.makeDeveloperKey().text("key");

    for (int i = 0; i < 3; i++) {
      awaitLimit(() -> fail(FLOODED));
      flooded().logIn(works.name(), "ann", key).is(200);
      awaitLimit(() -> ask("wrong"));
      ask(developerKey).is(200);
    }
  }

  private static Reply ask(String developerKey) {
    return flooded()
        .get(
            "/api/1/organizations/isDomainUnique",
            Map.of(
                "credentials[developerOrganization]",
                works.uid(),
                "credentials[developerKey]",
                developerKey,
                "domain",
                "free"));
  }

  @Test
  void isNotPassedByACookieThatOnlyLooksLikeOneOfAKnownBrowser() {
    String forged = "A".repeat(22) + ".99999999999." + "0".repeat(64);
    Api forger = flooded().with("Cookie", "gatehouse-device=" + forged);

    awaitLimit(() -> forger.logIn(works.name(), "ann", "wrong"));
  }

  @Test
  void costsNothingToBeRight() {
    String office = Api.newAddress();
    for (int i = 0; i < LIMIT - 3; i++) {
      fail(office).is(401);
    }

    for (int i = 0; i < 10; i++) {
      Api.anonymous().from(office).logIn(works.name(), "ann", Workspace.PASSWORD).is(200);
    }
  }

  @Test
  void isForTheWholeNetworkOfAnAddress() {
    String neighbour = FLOODED.replaceAll("::1$", "::abcd:1");

    awaitLimit(() -> fail(FLOODED));
    awaitLimit(() -> fail(neighbour));
  }
}
