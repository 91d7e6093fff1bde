package org.gatehouse.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.gatehouse.fixture.Api;
import org.gatehouse.fixture.DeployedGatehouse;
import org.gatehouse.fixture.Person;
import org.gatehouse.fixture.Reply;
import org.gatehouse.fixture.Workspace;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Judges passwords that are still being typed, for our own pages only. */
@ExtendWith(DeployedGatehouse.class)
class StrengthIT {
  private static final String PATH = "/password-strength";

  @Test
  void judgesForAForm() {
    Reply weak = asks("", "/signup", Map.of("password", "dragonmonkey12"));
    assertThat(weak.header("Content-Type").orElse("")).contains("application/json");
    assertThat(weak.header("Cache-Control").orElse("")).contains("no-store");
    assertThat(weak.text("word")).isEqualTo("Weak.");
    assertThat(weak.text("advice")).contains("many people use").doesNotContain("dragonmonkey12");
    Reply strong = asks("", "/signup", Map.of("password", Workspace.PASSWORD));
    assertThat(strong.text("word")).isEqualTo("Strong.");
    assertThat(strong.text("advice")).isEmpty();
  }

  @Test
  void knowsWhoeverIsLoggedIn() {
    Person kate = Workspace.signUp().add("kateflowers");
    String password = "a field of kateflowers";

    assertThat(asks(kate.token(), "/account/password", Map.of("password", password)).text("advice"))
        .contains("user name");
    assertThat(
            asks(kate.token(), "/account/password", Map.of("password", password, "userName", "bob"))
                .text("advice"))
        .isEmpty();
  }

  @Test
  void letsNobodyElseAsk() {
    Map<String, String> question = Map.of("password", "dragonmonkey12");

    Api.anonymous().postForm(PATH, question).is(403);
    Api.anonymous().get(PATH).is(405);
    ask("", "/signup", question, "https://evil.example").is(403);
  }

  private static Reply asks(String token, String page, Map<String, String> question) {
    return ask(token, page, question, DeployedGatehouse.base().toString()).is(200);
  }

  private static Reply ask(String token, String path, Map<String, String> question, String origin) {
    Api visitor = Api.anonymous().withCookie(token);
    Reply page = visitor.get(path).is(200);
    String cookies =
        page.headers().getOrDefault("Set-Cookie", List.of()).stream()
            .map(cookie -> "; " + cookie.split(";")[0])
            .collect(Collectors.joining());
    Map<String, String> fields = new LinkedHashMap<>(question);
    Jsoup.parse(page.body())
        .select("form:has([data-strength]) input[type=hidden]")
        .forEach(field -> fields.put(field.attr("name"), field.val()));
    return Api.anonymous()
        .with("Origin", origin)
        .with("Cookie", "gatehouse=" + token + cookies)
        .postForm(PATH, fields);
  }
}
