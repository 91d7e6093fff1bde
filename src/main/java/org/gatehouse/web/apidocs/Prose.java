package org.gatehouse.web.apidocs;

/** Text of the document, which is ours, for the page. */
final class Prose {
  private Prose() {}

  /** The text, with what stands between backticks as code; all else that HTML heeds is escaped. */
  static String html(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replaceAll("`([^`]+)`", "<code>$1</code>");
  }
}
