package org.gatehouse.contract.cloudforge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.contract.cloudforge.Application.LOGIN;
import static org.gatehouse.contract.cloudforge.Application.ME;
import static org.gatehouse.contract.cloudforge.Application.isAccepted;
import static org.gatehouse.contract.cloudforge.Application.isRefused;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.gatehouse.fixture.Api;
import org.gatehouse.fixture.Authenticator;
import org.gatehouse.fixture.DeployedGatehouse;
import org.gatehouse.fixture.Person;
import org.gatehouse.fixture.Reply;
import org.gatehouse.fixture.Workspace;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTP Basic with {@code domain_login}. */
@ExtendWith(DeployedGatehouse.class)
class BasicIT {
  private static Workspace works;
  private static Person ann;

  @BeforeAll
  static void signUp() {
    works = Workspace.signUp();
    ann = works.administrator();
  }

  private static Reply me(String name, String secret) {
    return Api.anonymous().withBasic(name, secret).get(ME);
  }

  private static void isUser(Reply reply, String login) {
    assertThat(reply.is(200).part("user")).containsEntry("login", login);
  }

  @Test
  void needsNoCredentialsOfAnApplication() {
    isUser(me(works.uid() + "_ann", ann.password()), "ann");
    isUser(me(works.uid().toUpperCase(Locale.ROOT) + "_ANN", ann.password()), "ann");
  }

  @Test
  void isGoodForALoginWithThem() {
    Api basic = Api.anonymous().withBasic(works.uid() + "_ann", ann.password());

    isAccepted(basic.postForm(LOGIN, Application.of(works).developer()));
    assertThat(basic.post(LOGIN, "").is(401).body()).isEmpty();
  }

  @Test
  void isRefusedWithWrongOnes() {
    isRefused(
        Api.anonymous()
            .withBasic(works.uid() + "_ann", ann.password())
            .get(
                ME,
                Map.of(
                    "credentials[developerOrganization]",
                    works.uid(),
                    "credentials[developerKey]",
                    "wrong")));
  }

  @Test
  void isNoWayAroundThemForParameters() {
    for (String header : List.of("Basic !!", "Basic", "Basic " + "x".repeat(5_000))) {
      isRefused(
          Api.anonymous()
              .with("Authorization", header)
              .get(ME, Application.user(works.uid(), "ann", ann.password())));
    }
  }

  @Test
  void isNothingThatAnotherSiteCanUse() {
    // Browsers send it by themselves once somebody has typed it.
    Api browser =
        Api.anonymous()
            .withBasic(works.uid() + "_ann", ann.password())
            .with("Sec-Fetch-Site", "cross-site")
            .with("Origin", "https://evil.example");

    assertThat(browser.post("/api/1/logout", "").status()).isEqualTo(403);
  }

  @Test
  void splitsAtTheFirstUnderscore() {
    works.add("under_score_");
    works.add("_x_");

    isUser(me(works.uid() + "_under_score_", Workspace.PASSWORD), "under_score_");
    isUser(me(works.uid() + "__x_", Workspace.PASSWORD), "_x_");
  }

  @Test
  void takesAUserKeyForThePassword() {
    isUser(me(works.uid() + "_ann", ann.makeKey()), "ann");
  }

  @Test
  void takesThePasswordWithItsColonsInUtf8() {
    works.add("colon").changePassword("a:b:c: \u00fcml\u00e4ut").is(200);

    isUser(me(works.uid() + "_colon", "a:b:c: \u00fcml\u00e4ut"), "colon");
  }

  @Test
  void findsTheWorkspaceElsewhereWhereThereIsNoDomain() {
    isUser(
        Api.anonymous().with("X-Workspace", works.uid()).withBasic("ann", ann.password()).get(ME),
        "ann");
    isUser(me(works.uid() + "/ann", ann.password()), "ann");
    isRefused(me("ann", ann.password()));
  }

  @Test
  void isRefusedSimply() {
    Authenticator.enrol(works.add("factor"));

    isRefused(me(works.uid() + "_ann", "wrong"));
    isRefused(me(works.uid() + "_nobody", ann.password()));
    isRefused(me("nowhere_ann", ann.password()));
    isRefused(me(works.uid() + "_ann", ""));
    isRefused(me("", ann.password()));
    isRefused(me(works.uid() + "_factor", Workspace.PASSWORD));
    isRefused(Api.anonymous().withBasic(works.uid() + "_ann", "wrong").get(ME + ".xml"));
    isRefused(Api.anonymous().get(ME));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Basic", "Basic ", "Basic ???", "Basic YQ==", "Basic /////w==", "Basic Og=="})
  void isRefusedWhereItIsNonsense(String header) {
    isRefused(Api.anonymous().with("Authorization", header).get(ME));
    isRefused(Api.anonymous().with("Authorization", header).withCookie(ann.token()).get(ME));
  }

  @Test
  void isOfNoUseInOtherDialects() {
    Api basic = Api.anonymous().withBasic(works.uid() + "_ann", ann.password());

    for (String path : List.of(ann.path(), "/api/1/user", "/v1/datasources", "/v1/auth/status")) {
      basic.get(path).is(401);
    }
  }
}
