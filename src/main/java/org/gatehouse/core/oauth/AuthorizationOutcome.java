package org.gatehouse.core.oauth;

/** What comes of an authorization request, unless it is refused. */
public sealed interface AuthorizationOutcome {
  /**
   * The client gets what it asks for.
   *
   * @param code for the token endpoint
   */
  record Authorized(String code) implements AuthorizationOutcome {
    @Override
    public String toString() {
      return "Authorized[hidden]";
    }
  }

  /**
   * The person has to do something first, on a page of ours, and then the request is looked at
   * again.
   *
   * @param step what
   */
  record Waiting(Step step) implements AuthorizationOutcome {}

  /** What a person has to do. */
  enum Step {
    /** To log in. */
    LOGIN,
    /** To log in with another account: this session is a program's, or of another workspace. */
    OTHER_ACCOUNT,
    /** To choose with which account to go on. */
    SELECT_ACCOUNT,
    /** To show again who it is. */
    REAUTHENTICATION,
    /** To replace a password that somebody else has chosen. */
    PASSWORD_CHANGE,
    /** To say whether the client may have what it asks for. */
    CONSENT
  }
}
