package org.gatehouse.core.oauth.grant;

import java.util.Optional;
import org.gatehouse.core.oauth.claims.ResourceOwner;

/** The outcome of showing a code or a refresh token. */
public sealed interface Exchange {
  /**
   * It was good.
   *
   * @param grant what it belongs to
   * @param owner who has given it
   * @param refreshToken what to show the next time, if there is one
   */
  record Good(Grant grant, ResourceOwner owner, Optional<String> refreshToken) implements Exchange {
    @Override
    public String toString() {
      return "Good[" + grant.id() + "]";
    }
  }

  /**
   * It wasn't.
   *
   * @param grant what it would belong to, if that is known
   * @param reason why, in a word for the audit log
   */
  record Refused(Optional<Grant> grant, String reason) implements Exchange {}
}
