package org.gatehouse.contract.cloudomation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gatehouse.fixture.Api;
import org.gatehouse.fixture.AuditLog;
import org.gatehouse.fixture.DeployedGatehouse;
import org.gatehouse.fixture.Png;
import org.gatehouse.fixture.Reply;
import org.gatehouse.fixture.Workspace;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How the pages of a workspace look: who says so, and who sees it. */
@ExtendWith(DeployedGatehouse.class)
class BrandingIT {
  private static final String BRANDING = "/api/1/branding";
  private static final String LOGO = Png.picture(200, 50);

  private Workspace works;
  private Api admin;

  @BeforeEach
  void signUp() {
    works = Workspace.signUp();
    admin = works.administrator().api();
  }

  private Map<String, Object> change(Map<String, ?> members) {
    return admin.patch(BRANDING, members).is(200).updated();
  }

  private static Document page(Api api, String path) {
    return Jsoup.parse(api.get(path).is(200).body());
  }

  private Document login(String workspace) {
    return page(Api.anonymous(), "/login?workspace=" + workspace);
  }

  @Test
  void isOursUntilSomebodySaysOtherwise() {
    assertThat(admin.get(BRANDING).is(200).updated())
        .containsOnlyKeys(
            "name",
            "light_color",
            "dark_color",
            "help_link",
            "imprint_link",
            "privacy_link",
            "logo")
        .allSatisfy((member, value) -> assertThat(value).as(member).isNull());
  }

  @Test
  void isSeenOnTheLoginPageAndOnAllOfThoseWhoAreLoggedIn() {
    change(
        Map.of(
            "name", "Adler <b>",
            "light_color", "#123F7A",
            "imprint_link", "https://adler.example/imprint?a=1&b=2",
            "logo", LOGO));

    for (Document seen : List.of(login(works.uid()), page(admin, "/account/profile"))) {
      assertThat(seen.select("header .brand").text()).isEqualTo("Adler <b>");
      assertThat(seen.select("header .brand img").attr("width")).isEqualTo("128");
      assertThat(seen.select("footer a").eachAttr("href"))
          .containsExactly("https://adler.example/imprint?a=1&b=2");
      String picture = seen.select("header .brand img").attr("src");
      Reply png = Api.anonymous().get(picture).is(200);
      assertThat(png.header("Content-Type").orElse("")).startsWith("image/png");
      assertThat(png.header("X-Content-Type-Options")).contains("nosniff");
      assertThat(png.header("Cache-Control").orElse("").toLowerCase(java.util.Locale.ROOT))
          .contains("max-age=31536000", "immutable");
      String styles = seen.select("link[rel=stylesheet]").last().attr("href");
      assertThat(styles).isEqualTo("/brand/123f7a-74cbc1.css");
      Reply css = Api.anonymous().get(styles).is(200);
      assertThat(css.body()).contains("light-dark(#123f7a, #74cbc1)");
      assertThat(css.header("Content-Type").orElse("")).startsWith("text/css");
    }
    assertThat(
            Api.anonymous()
                .get("/login?workspace=" + works.uid())
                .header("Content-Security-Policy"))
        .isEqualTo(Api.anonymous().get("/login?anew").header("Content-Security-Policy"));
  }

  @Test
  void aWorkspaceThatHasSaidNothingLooksAsOneThatThereIsNot() {
    String there = login(works.uid()).outerHtml();
    String nowhere = login("nowhere-" + works.uid()).outerHtml();

    assertThat(without(there, works.uid())).isEqualTo(without(nowhere, "nowhere-" + works.uid()));
    change(Map.of("name", "Adler"));
    change(Map.of("name", ""));
    assertThat(without(login(works.uid()).outerHtml(), works.uid()))
        .isEqualTo(without(there, works.uid()));
  }

  private static String without(String page, String name) {
    return page.replace(name, "").replaceAll("(name=\"csrf\" value=\")[^\"]*", "$1");
  }

  @Test
  void whatIsLeftOutStaysAndWhatIsNullIsOurs() {
    // Of nobody else: as long as one workspace has a picture, it is there.
    String logo = Png.picture(201, 53);
    change(Map.of("name", "Adler", "logo", logo, "dark_color", "#9cc2f5"));
    Map<String, Object> kept = change(Map.of("help_link", "https://help.example/"));
    assertThat(kept)
        .containsEntry("name", "Adler")
        .containsEntry("dark_color", "#9cc2f5")
        .containsEntry("help_link", "https://help.example/");
    assertThat(Base64.getDecoder().decode((String) kept.get("logo")))
        .startsWith(0x89, 'P', 'N', 'G');
    String picture = login(works.uid()).select("header .brand img").attr("src");

    Map<String, Object> none = new HashMap<>();
    none.put("logo", null);
    none.put("name", null);
    assertThat(change(none)).containsEntry("logo", null).containsEntry("dark_color", "#9cc2f5");
    Api.anonymous().get(picture).is(404);
  }

  @Test
  void isRefusedWithTheReason() {
    admin
        .patch(BRANDING, Map.of("light_color", "#74cbc1"))
        .refuses(400, "Bad Request: light_color has a contrast of 1.6 to 1 with #f0eee8");
    for (String link :
        List.of(
            "http://a.example/",
            "javascript:alert(1)",
            "https:///x",
            "https://a@b.example/",
            "https://a.example/ x",
            "https://" + "a".repeat(500) + ".example/")) {
      admin.patch(BRANDING, Map.of("privacy_link", link)).is(400);
    }
    admin.patch(BRANDING, Map.of("name", "x".repeat(61))).is(400);
    admin.patch(BRANDING, Map.of("name", "a\u202eb")).is(400);
    admin.patch(BRANDING, Map.of("logo", "PHN2Zy8+")).is(400);
    admin.patch(BRANDING, Map.of("colour", "#000000")).is(400);
    works.add("bob").api().get(BRANDING).is(403);
    for (String path : List.of("/brand/", "/brand/x.css", "/brand/" + "0".repeat(64) + ".png")) {
      Api.anonymous().get(path).is(404);
    }
  }

  @Test
  void isInTheAuditLog() {
    change(Map.of("name", "Adler"));
    change(Map.of("name", "Adler"));

    assertThat(AuditLog.count(works, "branding")).isEqualTo(1);
  }
}
