package org.gatehouse.web.apidocs;

import java.util.List;
import java.util.Locale;

/**
 * Operations that belong together.
 *
 * @param name how they are called
 * @param description what they have in common; may be empty
 * @param operations in their order
 */
public record ApiGroup(String name, String description, List<ApiOperation> operations) {
  /** The name as a part of an address. */
  public String id() {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
  }

  /** The description for the page. */
  public String html() {
    return Prose.html(description);
  }
}
