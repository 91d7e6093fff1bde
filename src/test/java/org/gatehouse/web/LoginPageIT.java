package org.gatehouse.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.gatehouse.fixture.Api;
import org.gatehouse.fixture.DeployedGatehouse;
import org.gatehouse.fixture.Reply;
import org.gatehouse.fixture.Workspace;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The login page that is made once for all is the page that each would have got. */
@ExtendWith(DeployedGatehouse.class)
class LoginPageIT {
  private static Reply page(String path, String language) {
    return Api.anonymous().with("Accept-Language", language).get(path).is(200);
  }

  private static String encoded(String text) {
    return Base64.getUrlEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String token(Reply page) {
    return Jsoup.parse(page.body()).selectFirst("[name=csrf]").val();
  }

  private static String withoutToken(Reply page) {
    // The form at its foot leads back to the address.
    return page.body().replace(token(page), "").replace("/login?anew", "/login");
  }

  private static Map<String, Object> headers(Reply page) {
    Map<String, Object> headers = new TreeMap<>(page.headers());
    headers
        .keySet()
        // The bodies are compared, but for an address of another length.
        .removeIf(
            name ->
                List.of("date", "x-request-id", "content-length")
                    .contains(name.toLowerCase(Locale.ROOT)));
    headers.replaceAll((name, values) -> name.equalsIgnoreCase("Set-Cookie") ? "a token" : values);
    return headers;
  }

  @Test
  void isTheSameWhetherItWasMadeForThisVisitorOrNot() {
    for (String language : new String[] {"en", "de", "fr"}) {
      Reply first = page("/login", language);
      Reply second = page("/login", language);
      // With parameters it is made anew.
      Reply anew = page("/login?anew", language);

      assertThat(withoutToken(second)).isEqualTo(withoutToken(first)).isEqualTo(withoutToken(anew));
      assertThat(headers(second)).isEqualTo(headers(first)).isEqualTo(headers(anew));
      assertThat(second.header("X-Request-Id")).isNotEqualTo(first.header("X-Request-Id"));
    }
  }

  @Test
  void isInTheLanguageOfTheVisitor() {
    page("/login", "en");

    assertThat(page("/login", "de").body()).contains("lang=\"de\"", "Anmelden");
    assertThat(page("/login", "en").body()).contains("lang=\"en\"", "Sign in");
  }

  @Test
  void hasATokenForEachVisitorThatIsGoodForThisOneOnly() {
    Reply one = page("/login", "en");
    Reply other = page("/login", "en");
    assertThat(token(one)).isNotEqualTo(token(other));

    assertThat(logIn(other, token(other)).is(200).body()).contains("isn’t right");
    logIn(other, token(one)).is(403);
  }

  private static Reply logIn(Reply cookies, String token) {
    return Api.anonymous()
        .with("Cookie", "gatehouse-form=" + cookies.cookie("gatehouse-form").orElseThrow())
        .postForm(
            "/login",
            Map.of(
                "login", "login",
                "csrf", token,
                "workspace", "nobody's",
                "userName", "nobody",
                "password", "wrong",
                "signIn", "",
                "jakarta.faces.ViewState", "stateless"));
  }

  @Test
  void isAnotherForWhoNamesAWorkspaceOrIsLoggedIn() {
    page("/login", "en");
    var ann = Workspace.signUp().administrator();

    String names = "gatehouse-names=" + encoded(ann.workspace() + "\nann");
    Reply remembered = Api.anonymous().with("Cookie", names).get("/login").is(200);
    assertThat(Jsoup.parse(remembered.body()).selectFirst("#userName").val()).isEqualTo("ann");
    Reply named = Api.anonymous().with("X-Workspace", ann.workspace()).get("/login").is(200);
    assertThat(Jsoup.parse(named.body()).selectFirst("#userName").val()).isEmpty();
    assertThat(Jsoup.parse(named.body()).selectFirst("#workspace").val())
        .isEqualTo(ann.workspace());
    assertThat(ann.api().get("/login").status()).isIn(302, 303);
  }

  @Test
  void hasNoBodyForHead() {
    page("/login", "en");

    Reply head = Api.anonymous().send("HEAD", "/login", BodyPublishers.noBody()).is(200);
    assertThat(head.body()).isEmpty();
  }
}
