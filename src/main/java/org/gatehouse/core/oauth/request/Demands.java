package org.gatehouse.core.oauth.request;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * What a client demands of the login.
 *
 * @param prompts what people shall be asked
 * @param maxAge how long ago the login may be at the most
 * @param subject who it must be: the {@code sub} of {@code id_token_hint}, or of the {@code claims}
 *     parameter
 * @param contexts of which {@code acr} it must be one, where that is essential (5.5.1.1)
 */
public record Demands(
    Set<Prompt> prompts,
    Optional<Duration> maxAge,
    Optional<String> subject,
    Optional<Set<String>> contexts) {
  /** Nothing in particular. */
  public static final Demands NONE =
      new Demands(Set.of(), Optional.empty(), Optional.empty(), Optional.empty());

  /** Whether people are to be asked this. */
  public boolean want(Prompt prompt) {
    return prompts.contains(prompt);
  }
}
