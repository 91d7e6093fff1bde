package org.gatehouse.core.user;

import java.util.Optional;

/**
 * How a person wants the pages, as far as it has chosen.
 *
 * @param language a language tag (BCP 47), for letters, too
 * @param scheme in which colours
 */
public record Preferences(Optional<String> language, Optional<ColorScheme> scheme) {
  /** Of whoever has chosen nothing. */
  public static final Preferences NONE = new Preferences(Optional.empty(), Optional.empty());

  /** These, and where nothing is chosen, the others. */
  public Preferences or(Preferences others) {
    return new Preferences(language.or(others::language), scheme.or(others::scheme));
  }
}
