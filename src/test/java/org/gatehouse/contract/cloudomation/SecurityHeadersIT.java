package org.gatehouse.contract.cloudomation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.gatehouse.fixture.Api;
import org.gatehouse.fixture.DeployedGatehouse;
import org.gatehouse.fixture.Person;
import org.gatehouse.fixture.Reply;
import org.gatehouse.fixture.Workspace;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every answer tells browsers what not to do, and none opens an HTTP session. */
@ExtendWith(DeployedGatehouse.class)
class SecurityHeadersIT {
  private static Person ann;

  @BeforeAll
  static void signUp() {
    ann = Workspace.signUp().administrator();
  }

  @Test
  void areOnAnswersOfTheApiWhateverTheStatus() {
    Api.anonymous().logIn(ann.workspace(), "ann", ann.password()).is(200).hasSecurityHeaders();
    Api.anonymous().logIn(ann.workspace(), "ann", "wrong").is(401).hasSecurityHeaders();
    Api.anonymous().post("/api/1/auth", "x").is(400).hasSecurityHeaders();
    Api.anonymous().get(ann.path()).is(401).hasSecurityHeaders();
    Api.anonymous().get("/api/1/nothing").is(404).hasSecurityHeaders();
    Api.anonymous().get("/api/1/auth").is(405).hasSecurityHeaders();
    ann.api().get(ann.path()).is(200).hasSecurityHeaders();
    ann.api().get("/api/1/user/nobody").is(404).hasSecurityHeaders();
    ann.api().with("Accept", "image/png").get(ann.path()).is(406).hasSecurityHeaders();
    ann.logInAgain().api().delete("/api/1/auth").is(204).hasSecurityHeaders();
  }

  @Test
  void areOnAnswersBesideTheApi() {
    for (String path :
        List.of("/login", "/signup", "/.well-known/jwks.json", "/cli/auth.bash", "/cli/auth.ps1")) {
      Api.anonymous().get(path).is(200).hasSecurityHeaders();
    }
    Api.anonymous().get("/resources/gatehouse/gatehouse.css").is(200).hasSecurityHeaders();
    Api.anonymous().get("/nothing").is(404).hasSecurityHeaders();
    Api.anonymous().get("/login.xhtml").is(403).hasSecurityHeaders();
  }

  @Test
  void areOnTheRedirectFromAProtectedPage() {
    for (String path : List.of("/", "/account/profile", "/admin/users")) {
      Reply reply = Api.anonymous().get(path).hasSecurityHeaders();
      assertThat(reply.status()).isIn(302, 303);
      assertThat(reply.header("Location").orElse("")).contains("/login");
      assertThat(reply.header("Cache-Control")).contains("no-store");
    }
  }

  @Test
  void areOnPagesOfSomebodyWhoIsLoggedIn() {
    for (String path :
        List.of(
            "/",
            "/account/profile",
            "/account/sessions",
            "/device",
            "/account/applications",
            "/account/keys",
            "/admin/users",
            "/admin/roles",
            "/admin/datasources",
            "/admin/service-accounts",
            "/admin/developer-keys",
            "/admin/applications",
            "/admin/application")) {
      Reply reply = Api.anonymous().withCookie(ann.token()).get(path).is(200).hasSecurityHeaders();
      assertThat(reply.header("Cache-Control")).contains("no-store");
    }
  }

  @Test
  void allowNoInlineScriptAndNoFrame() {
    assertThat(Api.anonymous().get("/login").header("Content-Security-Policy").orElse(""))
        .contains("script-src 'self'", "frame-ancestors 'none'", "base-uri 'none'")
        .doesNotContain("unsafe", "*");
  }
}
