package org.gatehouse.web.apidocs;

/**
 * What is answered.
 *
 * @param status the HTTP status, or {@code default} for others
 * @param description when
 * @param type the media type of the body; empty for none
 * @param example a body; may be empty
 */
public record ApiReply(String status, String description, String type, String example) {
  /** The description for the page. */
  public String html() {
    return Prose.html(description);
  }

  /** Whether the example has no line of its own to begin, or there is none. */
  public boolean isShort() {
    return example.indexOf('\n') < 0;
  }
}
