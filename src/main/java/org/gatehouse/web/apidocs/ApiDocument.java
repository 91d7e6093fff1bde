package org.gatehouse.web.apidocs;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.gatehouse.core.settings.Settings;
import org.gatehouse.core.text.Json;

/** The OpenAPI document: a frame, and a file for each API that is put into it. */
@Singleton
public class ApiDocument {
  private static final List<String> FILES =
      List.of(
          "openapi",
          "cloudomation",
          "cloudio",
          "cloudcheckr",
          "single-sign-on",
          "cloudforge",
          "oauth",
          "installation");

  private final JsonObject json;
  private final String text;

  @Inject
  ApiDocument(Settings settings) {
    this.json = of(settings.publicUrl().toString());
    this.text = json.toString();
  }

  /**
   * The document as a server at this address has it.
   *
   * @param address without a slash at the end
   */
  static JsonObject of(String address) {
    JsonObject whole =
        FILES.stream()
            .map(ApiDocument::read)
            .reduce(JsonValue.EMPTY_JSON_OBJECT, ApiDocument::merge);
    JsonObject server = Json.createObjectBuilder().add("url", address).build();
    return Json.createObjectBuilder(whole)
        .add("servers", Json.createArrayBuilder().add(server))
        .build();
  }

  private static JsonObject read(String file) {
    try (InputStream in = ApiDocument.class.getResourceAsStream(file + ".json")) {
      if (in == null) {
        throw new IllegalStateException("no " + file + ".json");
      }
      JsonReader reader = Json.createReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      return reader.readObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All of it. */
  JsonObject json() {
    return json;
  }

  /** All of it as text. */
  String text() {
    return text;
  }

  /** Puts two together, however deep; a merge patch (RFC 7396) would take nulls away. */
  private static JsonObject merge(JsonObject one, JsonObject other) {
    JsonObjectBuilder both = Json.createObjectBuilder(one);
    other.forEach(
        (name, value) ->
            both.add(
                name,
                one.get(name) instanceof JsonObject first && value instanceof JsonObject second
                    ? merge(first, second)
                    : value));
    return both.build();
  }
}
