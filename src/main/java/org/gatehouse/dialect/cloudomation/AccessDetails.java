package org.gatehouse.dialect.cloudomation;

import jakarta.json.JsonObjectBuilder;
import java.util.Optional;
import org.gatehouse.core.access.Description;
import org.gatehouse.core.access.Named;
import org.gatehouse.core.text.Json;
import org.gatehouse.http.JsonBody;

/** What roles and datasources have in common in this API. */
final class AccessDetails {
  private AccessDetails() {}

  static JsonObjectBuilder of(Named named) {
    return Json.createObjectBuilder()
        .add("id", named.id().toString())
        .add("name", named.name())
        .add("description", named.description());
  }

  /** The description, if the body has one; an empty one takes it away. */
  static Optional<Description> description(JsonBody json) {
    return json.optionalText("description").map(Description::new);
  }
}
