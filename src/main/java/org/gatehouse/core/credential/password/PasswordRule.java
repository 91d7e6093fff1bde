package org.gatehouse.core.credential.password;

import org.gatehouse.core.refusal.Rule;

/**
 * What can be wrong with a new password: length, what everybody tries first, what is easy to guess.
 */
public final class PasswordRule extends Rule {
  public static final PasswordRule TOO_SHORT =
      new PasswordRule("password.tooShort", "The password must have at least %s characters.");
  public static final PasswordRule TOO_SHORT_ALONE =
      new PasswordRule(
          "password.tooShortAlone",
          "Without two-factor authentication the password must have at least %s characters. Change the password first.");
  public static final PasswordRule TOO_LONG =
      new PasswordRule("password.tooLong", "The password must have at most %s characters.");
  public static final PasswordRule INVALID =
      new PasswordRule("password.invalid", "The password must not contain control characters.");
  public static final PasswordRule CONTAINS_NAME =
      new PasswordRule(
          "password.containsName",
          "The password must not contain the name of the user or of the workspace.");
  public static final PasswordRule COMMON =
      new PasswordRule(
          "password.common",
          "The password is one of those that many people use, so it is tried first. Choose words of your own.");

  /** Of an import. */
  public static final PasswordRule HASH_UNKNOWN =
      new PasswordRule(
          "password.hashUnknown",
          "The hash of the password is none of bcrypt, Argon2, scrypt and PBKDF2 in a known form, or takes too much memory or time.");

  /** "aaaaaaaaaaaa", "abcabcabcabc". */
  public static final PasswordRule WEAK_REPEATED =
      weak("repeated", "it repeats itself. Add a word or two that don't repeat.");

  /** "abcdefghijkl", "987654321098". */
  public static final PasswordRule WEAK_SEQUENCE =
      weak(
          "sequence",
          "letters or digits follow one another in order. Add a word or two in place of them.");

  /** "qwertzuiopas". */
  public static final PasswordRule WEAK_KEYBOARD =
      weak("keyboard", "it is a row of neighbouring keys. Add a word or two in place of it.");

  /** "13.05.1987". */
  public static final PasswordRule WEAK_DATE =
      weak("date", "dates are tried early. Add a word or two that have nothing to do with you.");

  /** What many people have taken before. */
  public static final PasswordRule WEAK_POPULAR =
      weak(
          "popular",
          "it is much like a password that many people use. Add an uncommon word or two.");

  /** A name that many people have. */
  public static final PasswordRule WEAK_NAME =
      weak("name", "names are tried early. Add a word or two that are no names.");

  /** What is known of the person. */
  public static final PasswordRule WEAK_PERSONAL =
      weak(
          "personal",
          "it is made of what is known about you. Add a word or two that have nothing to do with you.");

  /** "p4$$w0rd". */
  public static final PasswordRule WEAK_SUBSTITUTED =
      weak(
          "substituted",
          "signs in place of letters, such as 4 for a, are tried early. Add an uncommon word or two.");

  /** "drowssap". */
  public static final PasswordRule WEAK_REVERSED =
      weak("reversed", "words written backwards are tried early. Add an uncommon word or two.");

  /** A word of a dictionary. */
  public static final PasswordRule WEAK_WORD =
      weak("word", "it is made of common words. Add an uncommon word or two.");

  /** No particular weakness: too easy to guess. */
  public static final PasswordRule WEAK_GUESSABLE =
      weak("guessable", "it holds too little. Add another word or two.");

  private PasswordRule(String key, String sentence) {
    super(key, sentence);
  }

  private static PasswordRule weak(String name, String advice) {
    return new PasswordRule(
        "password.weak." + name, "The password is too easy to guess: " + advice);
  }
}
