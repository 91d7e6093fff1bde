package org.gatehouse.web.apidocs;

/**
 * A parameter, or a member of a body.
 *
 * @param name its name
 * @param in {@code path}, {@code query} or {@code header}; empty for a member
 * @param type what it is
 * @param required whether it may not be missing
 * @param description what it means; may be empty
 * @param example a value; may be empty
 */
public record ApiParameter(
    String name, String in, String type, boolean required, String description, String example) {
  /** The description for the page. */
  public String html() {
    return Prose.html(description);
  }
}
