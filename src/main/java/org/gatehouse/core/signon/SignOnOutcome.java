package org.gatehouse.core.signon;

import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.login.LoginOutcome;

/** What came of a login at an identity provider. */
public sealed interface SignOnOutcome {
  /**
   * Logged in.
   *
   * @param login who, in which session
   * @param returnTo where the person wanted to go, which is allowed; empty for the start page
   */
  record SignedOn(LoginOutcome.LoggedIn login, String returnTo) implements SignOnOutcome {}

  /**
   * An administrator's test: nobody is logged in.
   *
   * @param arrival under which {@link CompleteSignOn#tested} shows what the provider said
   */
  record Tested(String arrival) implements SignOnOutcome {}

  /** The identity is the user's from now on. */
  record Connected() implements SignOnOutcome {}

  /**
   * Refused; the audit log has it already.
   *
   * @param why what the person may know
   * @param provider by whom it would have been
   */
  record Refused(SignOnRefusal why, Optional<UUID> provider) implements SignOnOutcome {}
}
