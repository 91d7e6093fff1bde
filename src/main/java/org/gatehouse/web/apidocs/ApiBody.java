package org.gatehouse.web.apidocs;

import java.util.List;

/**
 * What a request brings.
 *
 * @param type its media type; empty for none
 * @param description more of it; may be empty
 * @param members what an object has
 * @param example one that would do, a form with a line for each parameter
 */
public record ApiBody(String type, String description, List<ApiParameter> members, String example) {
  /** None at all. */
  static final ApiBody NONE = new ApiBody("", "", List.of(), "");

  /** The description for the page. */
  public String html() {
    return Prose.html(description);
  }
}
