package org.gatehouse.web.apidocs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The schemas within an OpenAPI document (JSON Schema 2020-12), and those of the standards. */
final class DocumentSchemas {
  /** Where OpenAPI 3.1 has the schema of its documents. */
  static final String OPENAPI = "https://spec.openapis.org/oas/3.1/schema/2022-10-07";

  /** Where JSON Schema has the schema of schemas. */
  static final String JSON_SCHEMA = "https://json-schema.org/draft/2020-12/schema";

  private static final String ID = "https://gatehouse.example/openapi.json";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final SchemaValidatorsConfig STRICT =
      SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();

  private final JsonSchemaFactory factory;

  DocumentSchemas(JsonNode document) {
    this.factory =
        JsonSchemaFactory.getInstance(
            VersionFlag.V202012,
            builder ->
                builder.schemaLoaders(
                    loaders ->
                        loaders.schemas(
                            Map.of(ID, document.toString(), OPENAPI, standardOfOpenApi()))));
  }

  /** Our document. */
  static JsonNode document() {
    return read(ApiDocument.of("https://gatehouse.example").toString());
  }

  /**
   * The schema at a place of the document.
   *
   * @param place a JSON Pointer (RFC 6901)
   */
  JsonSchema at(String place) {
    return of(ID + "#" + place.replace("{", "%7B").replace("}", "%7D"));
  }

  /** The schema at an address. */
  JsonSchema of(String address) {
    return factory.getSchema(SchemaLocation.of(address), STRICT);
  }

  static JsonNode read(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new AssertionError("no JSON: " + json, e);
    }
  }

  private static String standardOfOpenApi() {
    String file = OPENAPI.substring("https:/".length());
    try (var in = DocumentSchemas.class.getResourceAsStream(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
