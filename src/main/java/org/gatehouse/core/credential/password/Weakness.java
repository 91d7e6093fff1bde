package org.gatehouse.core.credential.password;

import com.nulabinc.zxcvbn.matchers.Match;
import java.util.Comparator;
import java.util.List;

/** Which of our rules a password that is easy to guess breaks, by the parts that zxcvbn sees. */
final class Weakness {
  private Weakness() {}

  /** What the longest part of a password that zxcvbn recognised is: the part to change. */
  static PasswordRule of(List<Match> parts) {
    return parts.stream()
        .map(Weakness::of)
        .filter(part -> part.weakness != PasswordRule.WEAK_GUESSABLE)
        .max(Comparator.comparingInt(Part::length))
        .map(Part::weakness)
        .orElse(PasswordRule.WEAK_GUESSABLE);
  }

  private record Part(PasswordRule weakness, int length) {}

  private static Part of(Match part) {
    PasswordRule weakness =
        switch (part.pattern) {
          case Dictionary -> ofWord(part);
          case Spatial -> PasswordRule.WEAK_KEYBOARD;
          case Repeat -> PasswordRule.WEAK_REPEATED;
          // One letter again and again is a sequence as well, of steps of nothing.
          case Sequence ->
              part.token.chars().distinct().count() == 1
                  ? PasswordRule.WEAK_REPEATED
                  : PasswordRule.WEAK_SEQUENCE;
          case Regex, Date -> PasswordRule.WEAK_DATE;
          default -> PasswordRule.WEAK_GUESSABLE;
        };
    return new Part(weakness, part.tokenLength());
  }

  private static PasswordRule ofWord(Match part) {
    if (part.l33t) {
      return PasswordRule.WEAK_SUBSTITUTED;
    }
    if (part.reversed) {
      return PasswordRule.WEAK_REVERSED;
    }
    return switch (part.dictionaryName) {
      case "user_inputs" -> PasswordRule.WEAK_PERSONAL;
      case "passwords" -> PasswordRule.WEAK_POPULAR;
      case "surnames", "male_names", "female_names" -> PasswordRule.WEAK_NAME;
      default -> PasswordRule.WEAK_WORD;
    };
  }
}
