package org.gatehouse.core.state;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.transaction.Transactional;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.settings.Settings;
import org.gatehouse.core.text.Json;
import org.gatehouse.core.user.Users;

/**
 * What programs keep of their screens for a user (CloudCheckr): a JSON object for each of the
 * programs that the settings name.
 */
@Singleton
public class ClientStates {
  /** The longest state, bytes of JSON. */
  public static final int LIMIT = 64 * 1024;

  private final List<String> apps;
  private final ClientStateRows store;
  private final Users users;

  @Inject
  ClientStates(Settings settings, ClientStateRows store, Users users) {
    this.apps = settings.stateClients();
    this.store = store;
    this.users = users;
  }

  /**
   * Makes sure that there is such a program.
   *
   * @throws InvalidInput if there isn't
   */
  public void require(String app) {
    if (!apps.contains(app)) {
      throw new InvalidInput(StateRule.APP, String.join(", ", apps));
    }
  }

  /**
   * What a program keeps for a user, empty if nothing.
   *
   * @throws InvalidInput if there is no such program
   */
  public JsonObject of(UUID userId, String app) {
    require(app);
    return store.find(userId, app).map(ClientStates::parse).orElse(JsonObject.EMPTY_JSON_OBJECT);
  }

  /**
   * Changes it by a JSON Merge Patch (RFC 7396). Changes at once by several are all kept.
   *
   * @return what is kept from now on
   * @throws InvalidInput if there is no such program, or it would keep too much
   */
  @Transactional
  public JsonObject patch(UUID userId, String app, JsonObject patch) {
    require(app);
    // So that whoever does the same waits.
    users.toBeChanged(userId);
    Optional<ClientState> present = store.find(userId, app);
    JsonObject before = present.map(ClientStates::parse).orElse(JsonObject.EMPTY_JSON_OBJECT);
    JsonObject after = Json.createMergePatch(patch).apply(before).asJsonObject();
    String text = readable(after);
    if (text.getBytes(StandardCharsets.UTF_8).length > LIMIT) {
      throw new InvalidInput(StateRule.TOO_LARGE, LIMIT);
    }
    present.ifPresentOrElse(
        state -> state.change(text), () -> store.add(new ClientState(userId, app, text)));
    return after;
  }

  /** Some numbers that can be read can't be written, or not be read again. */
  private static String readable(JsonObject state) {
    try {
      // Numbers are looked at when somebody asks for them.
      return parse(state.toString()).toString();
    } catch (JsonException
        | ArithmeticException
        | NumberFormatException
        | UnsupportedOperationException e) {
      throw new InvalidInput(StateRule.NUMBER);
    }
  }

  private static JsonObject parse(ClientState state) {
    return parse(state.state());
  }

  private static JsonObject parse(String text) {
    try (var reader = Json.createReader(new StringReader(text))) {
      return reader.readObject();
    }
  }
}
