package org.gatehouse.contract.cloudforge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.contract.cloudforge.Application.LOGIN;
import static org.gatehouse.contract.cloudforge.Application.ME;
import static org.gatehouse.contract.cloudforge.Application.isAccepted;
import static org.gatehouse.contract.cloudforge.Application.isError;
import static org.gatehouse.contract.cloudforge.Application.isRefused;
import static org.gatehouse.contract.cloudforge.Application.logIn;
import static org.gatehouse.contract.cloudforge.Application.user;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gatehouse.fixture.Api;
import org.gatehouse.fixture.DeployedGatehouse;
import org.gatehouse.fixture.Person;
import org.gatehouse.fixture.Reply;
import org.gatehouse.fixture.Workspace;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The session cookie with which a client needn't show its credentials again, and the log-out. */
@ExtendWith(DeployedGatehouse.class)
class SessionCookieIT {
  private static final String LOGOUT = "/api/1/logout";

  private static Workspace works;
  private static Person ann;
  private static Person bob;
  private static Application app;

  private String cookie;

  @BeforeAll
  static void signUp() {
    works = Workspace.signUp();
    ann = works.administrator();
    bob = works.add("bob");
    app = Application.of(works);
  }

  @BeforeEach
  void logInAnn() {
    cookie = logIn(app.with(ann)).is(200).cookie("gatehouse").orElseThrow();
  }

  private Api withCookie() {
    return Api.anonymous().withCookie(cookie);
  }

  private static String login(Reply reply) {
    return (String) reply.is(200).part("user").get("login");
  }

  @Test
  void isSetWhereCredentialsWereAccepted() {
    for (Reply reply :
        List.of(
            logIn(app.with(ann)),
            Api.anonymous().get(ME, app.with(ann)),
            Api.anonymous().withBasic(works.uid() + "_ann", ann.password()).get(ME))) {
      assertThat(reply.is(200).header("Set-Cookie").orElse(""))
          .startsWith("gatehouse=eyJ")
          .containsIgnoringCase("Path=/")
          .contains("HttpOnly", "SameSite=Lax")
          .doesNotContain("Max-Age", "Expires");
      assertThat(reply.header("Cache-Control")).contains("no-store");
    }
  }

  @ParameterizedTest
  @CsvSource({"none, false", "cross-site, false", "same-site, false", "same-origin, true"})
  void isNotSetForALinkFromOutside(String site, boolean isSet) {
    Reply reply = Api.anonymous().with("Sec-Fetch-Site", site).get(ME, app.with(ann)).is(200);

    assertThat(reply.header("Set-Cookie").isPresent()).isEqualTo(isSet);
  }

  @Test
  void standsInForAllCredentials() {
    Reply reply = withCookie().get(ME);

    assertThat(login(reply)).isEqualTo("ann");
    assertThat(reply.header("Set-Cookie")).isEmpty();
    withCookie().get("/api/1/organizations/isDomainUnique?domain=free").is(200);
  }

  @Test
  void standsInForTheCredentialsOfTheApplication() {
    Reply reply = withCookie().get(ME, user(works.uid(), "bob", bob.password()));

    assertThat(login(reply)).isEqualTo("bob");
    isRefused(Api.anonymous().get(ME, user(works.uid(), "bob", bob.password())));
  }

  @Test
  void isNotSetAgainWhereItIsThere() {
    assertThat(withCookie().get(ME, app.with(ann)).is(200).header("Set-Cookie")).isEmpty();
  }

  @Test
  void doesNotOutrankOtherCredentials() {
    Reply reply = withCookie().get(ME, app.with(bob));

    assertThat(login(reply)).isEqualTo("bob");
    String changed = reply.cookie("gatehouse").orElseThrow();
    assertThat(login(Api.anonymous().withCookie(changed).get(ME))).isEqualTo("bob");
  }

  @Test
  void doesNotHelpWrongCredentials() {
    isRefused(withCookie().get(ME, app.with(user(works.uid(), "bob", "wrong"))));
    isRefused(withCookie().get(ME, app.with(user(works.uid(), "ann", "wrong"))));
    isRefused(withCookie().get(ME, user(works.uid(), "ann", "wrong")));
    isRefused(withCookie().withBasic(works.uid() + "_ann", "wrong").get(ME));
    isRefused(withCookie().with("Authorization", "Bearer wrong").get(ME));
    isRefused(
        withCookie()
            .get(
                ME,
                Map.of(
                    "credentials[developerOrganization]",
                    works.uid(),
                    "credentials[developerKey]",
                    "wrong")));
  }

  @Test
  void isNothingOnceItsSessionHasEnded() {
    withCookie().post(LOGOUT, "").is(200);

    isRefused(withCookie().get(ME));
    isRefused(withCookie().get(ME, user(works.uid(), "ann", ann.password())));
    Reply reply = withCookie().get(ME, app.with(ann)).is(200);
    assertThat(reply.cookie("gatehouse")).isPresent().isNotEqualTo(Optional.of(cookie));
  }

  @Test
  void mayBeOfAnyDialect() {
    assertThat(login(Api.anonymous().withCookie(ann.token()).get(ME))).isEqualTo("ann");
    assertThat(login(ann.api().get(ME))).isEqualTo("ann");
    withCookie().get(ann.path()).is(200);
    isRefused(Api.anonymous().withCookie("eyJ.a.b").get(ME));
  }

  // Other sites

  @ParameterizedTest
  @CsvSource({
    "Origin, https://elsewhere.example",
    "Origin, null",
    "Sec-Fetch-Site, cross-site",
    "Sec-Fetch-Site, same-site"
  })
  void isNotEnoughForAChangeThatAnotherSiteMakesABrowserSend(String header, String value) {
    for (String path : List.of(LOGOUT + ".json", LOGOUT + ".xml", "/api/1/organizations")) {
      isError(withCookie().with(header, value).post(path, ""), 403, "Forbidden");
    }
    withCookie().get(ME).is(200);
  }

  @Test
  void isEnoughForAChangeThatAPageOfOursMakesABrowserSend() {
    withCookie()
        .with("Origin", DeployedGatehouse.base().toString())
        .with("Sec-Fetch-Site", "same-origin")
        .post(LOGOUT, "")
        .is(200);
  }

  @ParameterizedTest
  @CsvSource({
    "Origin, https://elsewhere.example",
    "Sec-Fetch-Site, cross-site",
    "Sec-Fetch-Site, same-site"
  })
  void isNotSetAtAnotherSitesWish(String header, String value) {
    Api foreign = Api.anonymous().with(header, value);

    assertThat(foreign.get(ME, app.with(ann)).header("Set-Cookie")).isEmpty();
    assertThat(foreign.postForm(LOGIN, app.with(ann)).header("Set-Cookie")).isEmpty();
    assertThat(
            foreign
                .withBasic(works.uid() + "_ann", ann.password())
                .postForm(LOGIN, app.developer())
                .header("Set-Cookie"))
        .isEmpty();
  }

  @Test
  void isNoUseOutsideTheCookie() {
    withCookie().get(ME).is(200);
    Api.anonymous().withToken(cookie).get(ann.path()).is(401);
    Api.anonymous().with("Authorization", "Bearer " + cookie).get(ann.path()).is(401);
  }

  @Test
  void isNoUseWithPaddingBehindIt() {
    Api.anonymous().withCookie(cookie + "=").get(ann.path()).is(401);
    Api.anonymous().withToken(ann.token() + "=").get(ann.path()).is(401);
  }

  // The log-out

  @Test
  void isRemovedAtTheLogOutAndItsSessionEnds() {
    Reply json = withCookie().post(LOGOUT + ".json", "");

    isAccepted(json);
    assertThat(json.cookie("gatehouse")).contains("");
    isRefused(withCookie().get(ME));
    Api.anonymous().withToken(cookie).get(ann.path()).is(401);
  }

  @Test
  void isRemovedAtALogOutInXml() {
    Reply xml = withCookie().post(LOGOUT + ".xml", "").is(200).hasBody("cloudforge/accepted.xml");

    assertThat(xml.cookie("gatehouse")).contains("");
  }

  @Test
  void isNotWantedForALogOutByCredentials() {
    isAccepted(Api.anonymous().postForm(LOGOUT, app.with(ann)));

    isRefused(withCookie().get(ME));
    Api.anonymous().get(ME, app.with(ann)).is(200);
  }

  @Test
  void isWantedForALogOutWithout() {
    isRefused(Api.anonymous().post(LOGOUT, ""));
    isRefused(Api.anonymous().postForm(LOGOUT, app.developer()));
  }
}
