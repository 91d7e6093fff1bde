package org.gatehouse.web.apidocs;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gatehouse.core.text.Json;

/** Reads the document for the page: operations by tag, with what they refer to in its place. */
final class OperationReader {
  private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");
  private static final String FORM = "application/x-www-form-urlencoded";

  private final JsonObject document;

  OperationReader(JsonObject document) {
    this.document = document;
  }

  /** All operations, in the order of the tags and, within one, of the document. */
  List<ApiGroup> groups() {
    Map<String, List<ApiOperation>> byTag =
        object(document, "paths").entrySet().stream()
            .flatMap(path -> operations(path.getKey(), path.getValue().asJsonObject()))
            .collect(
                Collectors.groupingBy(
                    Map.Entry::getKey,
                    Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    return document.getJsonArray("tags").getValuesAs(JsonObject.class).stream()
        .map(tag -> new ApiGroup(text(tag, "name"), text(tag, "description"), of(byTag, tag)))
        .toList();
  }

  private static List<ApiOperation> of(Map<String, List<ApiOperation>> byTag, JsonObject tag) {
    return byTag.getOrDefault(text(tag, "name"), List.of());
  }

  private Stream<Map.Entry<String, ApiOperation>> operations(String path, JsonObject item) {
    return item.entrySet().stream()
        .filter(entry -> METHODS.contains(entry.getKey()))
        .map(
            entry -> {
              JsonObject operation = entry.getValue().asJsonObject();
              return Map.entry(
                  operation.getJsonArray("tags").getString(0),
                  operation(path, entry.getKey(), item, operation));
            });
  }

  private ApiOperation operation(String path, String method, JsonObject item, JsonObject said) {
    return new ApiOperation(
        text(said, "operationId"),
        method.toUpperCase(Locale.ROOT),
        path,
        text(said, "summary"),
        text(said, "description"),
        security(said),
        Stream.of(item, said)
            .flatMap(of -> list(of, "parameters").stream())
            .map(parameter -> parameter(resolve(parameter.asJsonObject())))
            .toList(),
        Optional.ofNullable(said.getJsonObject("requestBody")).map(this::body),
        object(said, "responses").entrySet().stream()
            .map(reply -> reply(reply.getKey(), resolve(reply.getValue().asJsonObject())))
            .toList());
  }

  /** Each alternative in the words of its schemes; nobody at all is one, too. */
  private List<String> security(JsonObject operation) {
    return list(operation, "security").stream()
        .map(JsonValue::asJsonObject)
        .filter(way -> !way.isEmpty())
        .map(
            way ->
                way.keySet().stream()
                    .map(name -> object(object(document, "components"), "securitySchemes", name))
                    .map(OperationReader::scheme)
                    .collect(Collectors.joining(" + ")))
        .toList();
  }

  private static String scheme(JsonObject scheme) {
    return switch (text(scheme, "type")) {
      case "http" -> "`Authorization: " + text(scheme, "scheme") + "`";
      default -> "`" + text(scheme, "name") + "` (" + text(scheme, "in") + ")";
    };
  }

  private ApiParameter parameter(JsonObject parameter) {
    JsonObject schema = resolve(object(parameter, "schema"));
    return new ApiParameter(
        text(parameter, "name"),
        text(parameter, "in"),
        type(schema),
        parameter.getBoolean("required", false),
        text(parameter, "description"),
        Stream.of(parameter.get("example"), schema.get("default"))
            .filter(Objects::nonNull)
            .map(OperationReader::plain)
            .findFirst()
            .orElse(""));
  }

  private ApiBody body(JsonObject body) {
    Map.Entry<String, JsonValue> content = object(body, "content").entrySet().iterator().next();
    JsonObject media = content.getValue().asJsonObject();
    JsonObject schema = resolve(object(media, "schema"));
    JsonValue example = example(media, schema);
    return new ApiBody(
        content.getKey(),
        text(body, "description"),
        members(schema),
        content.getKey().equals(FORM) ? form(example.asJsonObject()) : shown(example));
  }

  /** Of all alternatives and parts. */
  private List<ApiParameter> members(JsonObject schema) {
    List<ApiParameter> members = new ArrayList<>();
    Stream.of("allOf", "oneOf")
        .flatMap(name -> list(schema, name).stream())
        .forEach(part -> members.addAll(members(resolve(part.asJsonObject()))));
    Set<String> required =
        list(schema, "required").stream()
            .map(OperationReader::plain)
            .collect(Collectors.toUnmodifiableSet());
    object(schema, "properties")
        .forEach(
            (name, value) -> {
              JsonObject member = resolve(value.asJsonObject());
              members.add(
                  new ApiParameter(
                      name,
                      "",
                      type(member),
                      required.contains(name),
                      text(member, "description"),
                      ""));
            });
    return members;
  }

  private ApiReply reply(String status, JsonObject reply) {
    return object(reply, "content").entrySet().stream()
        .findFirst()
        .map(
            content -> {
              JsonObject media = content.getValue().asJsonObject();
              JsonValue example = example(media, resolve(object(media, "schema")));
              // Refusals are many and alike.
              String shown =
                  status.startsWith("2") || !(example instanceof JsonObject refusal)
                      ? shown(example)
                      : refusal.toString();
              return new ApiReply(status, text(reply, "description"), content.getKey(), shown);
            })
        .orElseGet(() -> new ApiReply(status, text(reply, "description"), "", ""));
  }

  /** The example beside the schema, or else the first within it. */
  private static JsonValue example(JsonObject media, JsonObject schema) {
    return media.containsKey("example")
        ? media.get("example")
        : list(schema, "examples").stream().findFirst().orElse(JsonValue.NULL);
  }

  private static String shown(JsonValue example) {
    return switch (example.getValueType()) {
      case NULL -> "";
      case STRING -> ((JsonString) example).getString();
      default -> Json.pretty(example);
    };
  }

  private static String form(JsonObject example) {
    return example.entrySet().stream()
        .map(field -> field.getKey() + "=" + plain(field.getValue()))
        .collect(Collectors.joining("\n"));
  }

  private static String type(JsonObject schema) {
    if (schema.containsKey("enum")) {
      return list(schema, "enum").stream()
          .map(OperationReader::plain)
          .collect(Collectors.joining(" | "));
    }
    if (schema.containsKey("const")) {
      return plain(Objects.requireNonNull(schema.get("const")));
    }
    JsonValue type = schema.getOrDefault("type", JsonValue.NULL);
    return type instanceof JsonArray several
        ? several.stream().map(OperationReader::plain).collect(Collectors.joining(" | "))
        : type == JsonValue.NULL ? "" : plain(type);
  }

  private static String plain(JsonValue value) {
    return value instanceof JsonString text ? text.getString() : value.toString();
  }

  /** What a reference within the document leads to; anything else as it is. */
  private JsonObject resolve(JsonObject one) {
    String reference = text(one, "$ref");
    return reference.isEmpty()
        ? one
        : object(document, reference.substring("#/".length()).split("/"));
  }

  private static JsonObject object(JsonObject from, String... names) {
    JsonObject found = from;
    for (String name : names) {
      found = found.get(name) instanceof JsonObject next ? next : JsonValue.EMPTY_JSON_OBJECT;
    }
    return found;
  }

  private static JsonArray list(JsonObject from, String name) {
    return from.get(name) instanceof JsonArray array ? array : JsonValue.EMPTY_JSON_ARRAY;
  }

  private static String text(JsonObject from, String name) {
    return from.getString(name, "");
  }
}
