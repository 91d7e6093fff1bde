package org.gatehouse.core.oauth.request;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What a person has answered until now.
 *
 * @param since when the request came: a login since then was for it
 * @param account who has chosen to go on, or has answered
 * @param consent what that person said about the scopes, if anything
 */
public record Answers(Instant since, Optional<UUID> account, Optional<Boolean> consent) {
  /** Nothing yet. */
  public static Answers none(Instant now) {
    return new Answers(now, Optional.empty(), Optional.empty());
  }

  /** Whether this person has chosen to go on. */
  public boolean areOf(UUID userId) {
    return account.filter(userId::equals).isPresent();
  }
}
