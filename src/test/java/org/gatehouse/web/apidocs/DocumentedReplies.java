package org.gatehouse.web.apidocs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.ValidationMessage;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.gatehouse.fixture.Reply;

/**
 * Holds every answer that a test gets to the OpenAPI document: an operation that isn't in it must
 * not succeed, and one that is answers with a status, a media type and a body that it names.
 * Objects have no member that the document doesn't know, unless it says so.
 */
public final class DocumentedReplies {
  /** What any request may end in, and {@code default} stands for. */
  private static final Set<Integer> OF_HTTP =
      Set.of(400, 404, 405, 406, 408, 413, 414, 415, 421, 429, 503);

  private static final Pattern OF_APIS =
      Pattern.compile("/(api|v1|cli|oauth2|o|forward-auth|\\.well-known|health)(/.*)?");

  private static final JsonNode DOCUMENT = closed();
  private static final List<DocumentedPath> PATHS =
      DOCUMENT.get("paths").properties().stream().map(DocumentedPath::of).sorted().toList();
  private static final DocumentSchemas SCHEMAS = new DocumentSchemas(DOCUMENT);
  private static final Map<String, JsonSchema> READ = new ConcurrentHashMap<>();

  private DocumentedReplies() {}

  /**
   * Fails unless the document knows such an answer.
   *
   * @param target the path, and perhaps a query
   */
  public static void check(String method, String target, Reply reply) {
    problem(method, URI.create(target).getRawPath(), reply)
        .ifPresent(
            problem -> {
              throw new AssertionError(
                  "openapi: %s %s: %s%n%s %s %s"
                      .formatted(
                          method, target, problem, reply.status(), reply.headers(), reply.body()));
            });
  }

  private static Optional<String> problem(String method, String path, Reply reply) {
    Optional<DocumentedPath> found = PATHS.stream().filter(one -> one.has(path)).findFirst();
    JsonNode operation =
        found.map(one -> one.item().path(method.toLowerCase())).orElse(MissingNode.getInstance());
    if (reply.isOfProxy()) {
      return Optional.empty();
    }
    if (operation.isMissingNode()) {
      return reply.status() < 400 && OF_APIS.matcher(path).matches() && !isImplied(method, path)
          ? Optional.of("no such operation")
          : Optional.empty();
    }
    String status = Integer.toString(reply.status());
    JsonNode replies = operation.get("responses");
    String name = replies.has(status) ? status : "default";
    if (name.equals("default") && !OF_HTTP.contains(reply.status())) {
      return Optional.of("no such status");
    }
    String place =
        "/paths/%s/%s/responses/%s"
            .formatted(
                found.orElseThrow().template().replace("/", "~1"), method.toLowerCase(), name);
    return problem(resolve(place), reply);
  }

  /** A proxy asks by the method of the request that it asks about. */
  private static boolean isImplied(String method, String path) {
    return Set.of("HEAD", "OPTIONS").contains(method) || path.startsWith("/forward-auth/");
  }

  private static Optional<String> problem(String place, Reply reply) {
    if (reply.body().isEmpty()) {
      return Optional.empty();
    }
    String type = reply.header("Content-Type").orElse("").split(";", 2)[0];
    if (!DOCUMENT.at(place).path("content").has(type)) {
      return Optional.of("no such media type: " + type);
    }
    String schema = place + "/content/" + type.replace("/", "~1") + "/schema";
    Set<ValidationMessage> errors =
        READ.computeIfAbsent(schema, SCHEMAS::at).validate(body(type, reply.body()));
    return errors.isEmpty() ? Optional.empty() : Optional.of(errors.toString());
  }

  private static JsonNode body(String type, String text) {
    return type.endsWith("json") ? DocumentSchemas.read(text) : TextNode.valueOf(text);
  }

  /** Where a reference leads to, or the place itself. */
  private static String resolve(String place) {
    JsonNode reference = DOCUMENT.at(place).path("$ref");
    return reference.isMissingNode() ? place : reference.asText().substring(1);
  }

  /** The document, with no room for what it doesn't name. */
  private static JsonNode closed() {
    JsonNode whole = DocumentSchemas.document();
    close(whole);
    return whole;
  }

  private static void close(JsonNode node) {
    if (node instanceof ObjectNode object
        && object.path("properties").isObject()
        && !object.has("additionalProperties")) {
      object.put("additionalProperties", false);
    }
    node.forEach(DocumentedReplies::close);
  }

  /**
   * A path of the document.
   *
   * @param template as it is written there
   * @param pattern all that it stands for
   * @param item its operations
   */
  private record DocumentedPath(String template, Pattern pattern, JsonNode item)
      implements Comparable<DocumentedPath> {
    static DocumentedPath of(Map.Entry<String, JsonNode> entry) {
      String pattern =
          entry
              .getKey()
              .replace(".{extension}", "(\\.json|\\.xml)?")
              .replace("/api/1/", "/api/(1|latest)/")
              .replace("/o/{uid}", "(/o/[^/]+)?")
              .replaceAll("\\{[a-z_]+}", "[^/]+");
      return new DocumentedPath(entry.getKey(), Pattern.compile(pattern + "/?"), entry.getValue());
    }

    boolean has(String path) {
      return pattern.matcher(path).matches();
    }

    /** What is said word by word comes first. */
    @Override
    public int compareTo(DocumentedPath other) {
      return Comparator.comparing((DocumentedPath one) -> one.template().contains("{"))
          .compare(this, other);
    }
  }
}
