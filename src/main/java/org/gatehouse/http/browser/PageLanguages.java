package org.gatehouse.http.browser;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The languages that the pages have. */
public final class PageLanguages {
  /**
   * By what an application says in which languages its people are to be asked (OpenID Connect Core
   * 1.0, 3.1.2.1; RP-Initiated Logout 1.0, 2).
   */
  public static final String PARAMETER = "ui_locales";

  private static final List<Locale> SPOKEN = List.of(Locale.ENGLISH, Locale.GERMAN);

  private PageLanguages() {}

  /** Their tags (RFC 5646). */
  public static List<String> tags() {
    return SPOKEN.stream().map(Locale::toLanguageTag).toList();
  }

  /** One of them as a parameter of an address of ours. */
  public static String parameter(Locale language) {
    return PARAMETER + "=" + language.toLanguageTag();
  }

  /** The first of these that the pages have, whatever its country; nothing if they have none. */
  public static Optional<Locale> first(Stream<Locale> wanted) {
    return wanted
        .map(locale -> Locale.forLanguageTag(locale.getLanguage()))
        .filter(SPOKEN::contains)
        .findFirst();
  }

  /**
   * The same of the value of {@link #PARAMETER}.
   *
   * @param tags anything
   */
  public static Optional<Locale> first(String tags) {
    return first(Stream.of(tags.split(" ")).map(Locale::forLanguageTag));
  }
}
