package org.gatehouse.core.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.settings.Settings;
import org.gatehouse.fixture.AtOnce;
import org.gatehouse.fixture.CoreTest;
import org.gatehouse.fixture.CoreWorkspace;
import org.junit.jupiter.api.Test;

/** What programs keep of their screens: merged, bounded, and one user's alone. */
@CoreTest
class ClientStatesTest {
  private final ClientStates states;
  private final UUID ann;
  private final String app;

  ClientStatesTest(ClientStates states, CoreWorkspace works, Settings settings) {
    this.states = states;
    this.ann = works.ann().userId();
    this.app = settings.stateClients().get(0);
  }

  private static JsonObject json(String text) {
    return Json.createReader(new StringReader(text.replace('\'', '"'))).readObject();
  }

  private JsonObject patch(String text) {
    return states.patch(ann, app, json(text));
  }

  @Test
  void mergesWhatIsGivenAndRemovesWhatIsNull() {
    assertThat(states.of(ann, app)).isEmpty();
    patch("{'a': {'b': 1, 'c': 2}}");

    assertThat(patch("{'a': {'c': null}, 'd': [3]}")).isEqualTo(json("{'a': {'b': 1}, 'd': [3]}"));
    assertThat(states.of(ann, app)).isEqualTo(json("{'a': {'b': 1}, 'd': [3]}"));
  }

  @Test
  void keepsTheStateOfOneUserFromAnother(CoreWorkspace others) {
    patch("{'a': 1}");

    assertThat(states.of(others.ann().userId(), app)).isEmpty();
  }

  @Test
  void keepsAllThatComesAtOnce() {
    AtOnce.call(
        IntStream.range(0, 5)
            .<Callable<JsonObject>>mapToObj(n -> () -> patch("{'k" + n + "': 1}"))
            .toList());

    assertThat(states.of(ann, app)).hasSize(5);
  }

  @Test
  void keepsNoMoreThanItMay() {
    String most = "x".repeat(ClientStates.LIMIT - "{'a':''}".length());
    patch("{'a':'" + most + "'}");

    assertThatThrownBy(() -> patch("{'a':'" + most + "x'}")).isInstanceOf(InvalidInput.class);
    assertThat(states.of(ann, app).getString("a")).hasSameSizeAs(most);
  }

  @Test
  void knowsTheProgramsOfTheSettingsOnly() {
    for (Runnable use :
        List.<Runnable>of(
            () -> states.require("another"),
            () -> states.of(ann, "another"),
            () -> states.patch(ann, "another", json("{}")))) {
      assertThatThrownBy(use::run).isInstanceOf(InvalidInput.class);
    }
  }

  @Test
  void keepsNoNumberThatCannotBeReadAgain() {
    List<String> monstrous =
        List.of("1e400", "1e999999999", "1234e2147483647", "1".repeat(1_098) + "e5");
    for (String number : monstrous) {
      try {
        patch("{'a': " + number + "}");
      } catch (InvalidInput refused) {
        assertThat(refused.rule()).isEqualTo(StateRule.NUMBER);
      }
      assertThat(states.of(ann, app).toString()).startsWith("{");
    }
  }
}
