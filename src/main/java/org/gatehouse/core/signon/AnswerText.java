package org.gatehouse.core.signon;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.StringReader;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.provider.ExternalIdentity;
import org.gatehouse.core.text.Json;

/** An answer as JSON, for the time between its arrival and its browser's. */
final class AnswerText {
  private AnswerText() {}

  static String write(Authenticated answer) {
    ExternalIdentity identity = answer.identity();
    JsonObjectBuilder attributes = Json.createObjectBuilder();
    identity
        .attributes()
        .forEach((name, values) -> attributes.add(name, Json.createArrayBuilder(values)));
    return Json.createObjectBuilder()
        .add("provider", identity.providerId().toString())
        .add("subject", identity.subject())
        .add("attributes", attributes)
        .add("emailVerified", identity.emailVerified())
        .add("session", json(answer.session()))
        .build()
        .toString();
  }

  static Authenticated read(String text) {
    try (JsonReader reader = Json.createReader(new StringReader(text))) {
      JsonObject json = reader.readObject();
      Map<String, List<String>> attributes = new LinkedHashMap<>();
      json.getJsonObject("attributes")
          .forEach(
              (name, values) ->
                  attributes.put(
                      name,
                      values.asJsonArray().getValuesAs(JsonString.class).stream()
                          .map(JsonString::getString)
                          .toList()));
      ExternalIdentity identity =
          new ExternalIdentity(
              UUID.fromString(json.getString("provider")),
              json.getString("subject"),
              attributes,
              json.getBoolean("emailVerified"));
      return new Authenticated(identity, session(json.getJsonObject("session")));
    }
  }

  static String write(ProviderSession session) {
    return json(session).build().toString();
  }

  static ProviderSession readSession(String text) {
    try (JsonReader reader = Json.createReader(new StringReader(text))) {
      return session(reader.readObject());
    }
  }

  private static JsonObjectBuilder json(ProviderSession session) {
    return Json.createObjectBuilder()
        .add("subject", session.subject())
        .add("index", list(session.index()))
        .add("credential", session.credential())
        .add("endsAt", list(session.endsAt().map(Instant::toString)));
  }

  private static ProviderSession session(JsonObject json) {
    return new ProviderSession(
        json.getString("subject"),
        first(json, "index"),
        json.getString("credential"),
        first(json, "endsAt").map(Instant::parse));
  }

  private static JsonArrayBuilder list(Optional<String> value) {
    return Json.createArrayBuilder(value.stream().toList());
  }

  private static Optional<String> first(JsonObject json, String name) {
    return json.getJsonArray(name).getValuesAs(JsonString.class).stream()
        .map(JsonString::getString)
        .findFirst();
  }
}
