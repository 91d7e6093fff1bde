package org.gatehouse.oauth;

/**
 * Says that a request can't be answered to whoever sent it, as nobody knows who that was: the
 * person is told on a page (RFC 6749, 4.1.2.1).
 */
final class UnansweredRequest extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Why why;

  UnansweredRequest(Why why) {
    super(why.name(), null, false, false);
    this.why = why;
  }

  Why why() {
    return why;
  }

  /** What is wrong. */
  enum Why {
    /** The client isn't registered here. */
    CLIENT("authorization.client", "unknown-client"),
    /** The redirect URI isn't one of the client's. */
    REDIRECT_URI("authorization.redirectUri", "unknown-redirect-uri"),
    /** The request doesn't wait any longer. */
    OVER("authorization.over", "over");

    private final String rule;
    private final String word;

    Why(String rule, String word) {
      this.rule = rule;
      this.word = word;
    }

    /** The key of the texts of the page. */
    String rule() {
      return rule;
    }

    /** The word in the audit log. */
    String word() {
      return word;
    }
  }
}
