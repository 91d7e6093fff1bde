package org.gatehouse.web.apidocs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The document is OpenAPI 3.1, and its parts fit together. */
class ApiDocumentTest {
  private final JsonNode document = DocumentSchemas.document();
  private final DocumentSchemas schemas = new DocumentSchemas(document);

  @Test
  void isOpenApiByTheSchemaOfTheStandard() {
    JsonSchema standard = schemas.of(DocumentSchemas.OPENAPI);
    assertThat(standard.validate(document)).isEmpty();
    assertThat(standard.validate(DocumentSchemas.read("{\"openapi\": \"3.1.0\"}"))).isNotEmpty();
  }

  @Test
  void hasSchemasThatAreJsonSchema() {
    JsonSchema standard = schemas.of(DocumentSchemas.JSON_SCHEMA);
    Map<String, JsonNode> found = all("schema");
    document
        .at("/components/schemas")
        .properties()
        .forEach(schema -> found.put(schema.getKey(), schema.getValue()));
    assertThat(found).hasSizeGreaterThan(100);
    found.forEach((place, schema) -> assertThat(standard.validate(schema)).as(place).isEmpty());
  }

  @Test
  void refersOnlyToWhatIsThere() {
    Map<String, JsonNode> references = all("$ref");
    assertThat(references).hasSizeGreaterThan(100);
    references.forEach(
        (place, reference) ->
            assertThat(document.at(reference.asText().substring(1)).isMissingNode())
                .as(place + ": " + reference)
                .isFalse());
  }

  @Test
  void usesAllThatItDefines() {
    List<String> used = all("$ref").values().stream().map(JsonNode::asText).toList();
    Stream.of("schemas", "responses", "parameters")
        .flatMap(
            kind ->
                document.at("/components/" + kind).properties().stream()
                    .map(one -> "#/components/" + kind + "/" + one.getKey()))
        .forEach(defined -> assertThat(used).contains(defined));
  }

  @Test
  void hasExamplesThatAreTrue() {
    List<String> seen = new ArrayList<>();
    walk(
        document,
        "",
        (place, node) -> {
          if (node.has("example") && node.has("schema")) {
            check(place + "/schema", node.get("example"));
            seen.add(place);
          }
          if (node.path("examples").isArray()) {
            node.get("examples").forEach(example -> check(place, example));
            seen.add(place);
          }
        });
    assertThat(seen).hasSizeGreaterThan(80);
  }

  @Test
  void namesEachOperationOnceAndUnderATagThatItDescribes() {
    List<ApiGroup> groups =
        new OperationReader(ApiDocument.of("https://gatehouse.example")).groups();
    assertThat(groups).allMatch(group -> !group.operations().isEmpty());
    List<ApiOperation> operations =
        groups.stream().flatMap(group -> group.operations().stream()).toList();
    assertThat(operations).hasSameSizeAs(all("operationId").keySet());
    assertThat(operations).extracting(ApiOperation::id).doesNotHaveDuplicates();
    assertThat(operations)
        .allSatisfy(
            operation -> {
              assertThat(operation.summary()).isNotBlank();
              assertThat(operation.replies()).as(operation.id()).isNotEmpty();
              assertThat(operation.body().filter(body -> body.example().isBlank())).isEmpty();
              assertThat(names(operation.path())).as(operation.path()).isEqualTo(inPath(operation));
            });
  }

  @Test
  void saysWhereItsServerIs() {
    assertThat(document.at("/servers/0/url").asText()).isEqualTo("https://gatehouse.example");
  }

  @Test
  void proseIsEscaped() {
    assertThat(Prose.html("`a<b` & <i>")).isEqualTo("<code>a&lt;b</code> &amp; &lt;i&gt;");
  }

  private void check(String place, JsonNode example) {
    assertThat(schemas.at(place).validate(example)).as(place + ": " + example).isEmpty();
  }

  private static List<String> names(String path) {
    return Stream.of(path.split("[{}]"))
        .skip(path.startsWith("{") ? 0 : 1)
        .filter(part -> !part.startsWith("/") && !part.startsWith("."))
        .sorted()
        .toList();
  }

  private static List<String> inPath(ApiOperation operation) {
    return operation.parameters().stream()
        .filter(parameter -> parameter.in().equals("path"))
        .map(ApiParameter::name)
        .sorted()
        .toList();
  }

  /** All values of this name, by their place. */
  private Map<String, JsonNode> all(String name) {
    Map<String, JsonNode> found = new TreeMap<>();
    walk(
        document,
        "",
        (place, node) -> {
          if (node.isObject() && node.has(name) && !place.endsWith("/properties")) {
            found.put(place, node.get(name));
          }
        });
    return found;
  }

  private static void walk(JsonNode node, String place, BiConsumer<String, JsonNode> visitor) {
    visitor.accept(place, node);
    node.properties().stream()
        .filter(member -> !member.getKey().startsWith("example"))
        .forEach(
            member ->
                walk(
                    member.getValue(),
                    place + "/" + member.getKey().replace("~", "~0").replace("/", "~1"),
                    visitor));
    if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        walk(node.get(i), place + "/" + i, visitor);
      }
    }
  }
}
