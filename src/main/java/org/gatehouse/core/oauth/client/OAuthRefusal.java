package org.gatehouse.core.oauth.client;

/** Refuses a client, in the words of RFC 6749, 5.2. */
public class OAuthRefusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final OAuthError error;

  /**
   * @param error its code
   * @param description what is wrong, for whoever builds the client: printable ASCII without
   *     quotation marks and backslashes
   */
  public OAuthRefusal(OAuthError error, String description) {
    super(description, null, false, false);
    this.error = error;
  }

  /** Its code. */
  public OAuthError error() {
    return error;
  }

  /** What is wrong. */
  public String description() {
    return String.valueOf(getMessage());
  }
}
