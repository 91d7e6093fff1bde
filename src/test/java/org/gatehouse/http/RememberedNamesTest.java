package org.gatehouse.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.gatehouse.fixture.Given;
import org.gatehouse.fixture.SentRequest;
import org.gatehouse.http.RememberedNames.Names;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who wanted to be remembered on the login page of a browser. */
class RememberedNamesTest {
  private final RememberedNames names = new RememberedNames(new Cookies(Given.settings(Map.of())));

  private Optional<Names> read(String cookie) {
    return names.read(new SentRequest("GET", "/login").with("Cookie", cookie).received());
  }

  private static String encoded(String lines) {
    return "gatehouse-names="
        + Base64.getUrlEncoder().encodeToString(lines.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void areOfOnePersonInOneWorkspace() {
    assertThat(read(encoded("Müller & Co\nkevin"))).contains(new Names("Müller & Co", "kevin"));
    assertThat(read(encoded("\nkevin"))).contains(new Names("", "kevin"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "kevin", "a\nb\nc"})
  void areNobodysWhereSomethingElseStands(String lines) {
    assertThat(read(encoded(lines))).isEmpty();
  }

  @Test
  void areNobodysWhereAnythingStands() {
    assertThat(read("gatehouse-names=<b>")).isEmpty();
    assertThat(read(encoded("a\n" + "b".repeat(600)))).isEmpty();
    assertThat(read("x=y")).isEmpty();
  }
}
