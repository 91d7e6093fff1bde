package org.gatehouse.core.credential.password;

import com.nulabinc.zxcvbn.matchers.Match;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.gatehouse.core.refusal.Rule;

/**
 * What makes a password easy to guess, and what to do about it: our words for what zxcvbn's
 * feedback says, one reason at a time.
 */
enum Weakness implements Rule {
  /** "aaaaaaaaaaaa", "abcabcabcabc". */
  REPEATED("it repeats itself. Add a word or two that don't repeat."),
  /** "abcdefghijkl", "987654321098". */
  SEQUENCE("letters or digits follow one another in order. Add a word or two in place of them."),
  /** "qwertzuiopas". */
  KEYBOARD("it is a row of neighbouring keys. Add a word or two in place of it."),
  /** "13.05.1987". */
  DATE("dates are tried early. Add a word or two that have nothing to do with you."),
  /** What many people have taken before. */
  POPULAR("it is much like a password that many people use. Add an uncommon word or two."),
  /** A name that many people have. */
  NAME("names are tried early. Add a word or two that are no names."),
  /** What is known of the person. */
  PERSONAL(
      "it is made of what is known about you. Add a word or two that have nothing to do with you."),
  /** "p4$$w0rd". */
  SUBSTITUTED(
      "signs in place of letters, such as 4 for a, are tried early. Add an uncommon word or two."),
  /** "drowssap". */
  REVERSED("words written backwards are tried early. Add an uncommon word or two."),
  /** A word of a dictionary. */
  WORD("it is made of common words. Add an uncommon word or two."),
  /** No particular weakness: too easy to guess. */
  GUESSABLE("it holds too little. Add another word or two.");

  private final String advice;

  Weakness(String advice) {
    this.advice = advice;
  }

  @Override
  public String key() {
    return "password.weak." + name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String sentence() {
    return "The password is too easy to guess: " + advice;
  }

  /** What the longest part of a password that zxcvbn recognised is: the part to change. */
  static Weakness of(List<Match> parts) {
    return parts.stream()
        .map(Weakness::of)
        .filter(part -> part.weakness != GUESSABLE)
        .max(Comparator.comparingInt(Part::length))
        .map(Part::weakness)
        .orElse(GUESSABLE);
  }

  private record Part(Weakness weakness, int length) {}

  private static Part of(Match part) {
    Weakness weakness =
        switch (part.pattern) {
          case Dictionary -> ofWord(part);
          case Spatial -> KEYBOARD;
          case Repeat -> REPEATED;
          // One letter again and again is a sequence as well, of steps of nothing.
          case Sequence -> part.token.chars().distinct().count() == 1 ? REPEATED : SEQUENCE;
          case Regex, Date -> DATE;
          default -> GUESSABLE;
        };
    return new Part(weakness, part.tokenLength());
  }

  private static Weakness ofWord(Match part) {
    if (part.l33t) {
      return SUBSTITUTED;
    }
    if (part.reversed) {
      return REVERSED;
    }
    return switch (part.dictionaryName) {
      case "user_inputs" -> PERSONAL;
      case "passwords" -> POPULAR;
      case "surnames", "male_names", "female_names" -> NAME;
      default -> WORD;
    };
  }
}
