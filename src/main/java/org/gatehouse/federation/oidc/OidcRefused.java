package org.gatehouse.federation.oidc;

/** Refuses what a provider sent, or failed to send. Says nothing of what it was. */
final class OidcRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final OidcRefusal why;
  private final String detail;

  OidcRefused(OidcRefusal why) {
    this(why, "");
  }

  /**
   * @param detail what helps an administrator; nothing secret, and nothing that is not checked
   */
  OidcRefused(OidcRefusal why, String detail) {
    super(why.code(), null, false, false);
    this.why = why;
    this.detail = detail;
  }

  OidcRefusal why() {
    return why;
  }

  String detail() {
    return detail;
  }
}
