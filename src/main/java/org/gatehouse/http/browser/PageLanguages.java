package org.gatehouse.http.browser;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.text.Collator;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The languages that the pages have, and which of them somebody is to be shown. */
@Singleton
public class PageLanguages {
  /**
   * By what an application says in which languages its people are to be asked (OpenID Connect Core
   * 1.0, 3.1.2.1; RP-Initiated Logout 1.0, 2).
   */
  public static final String PARAMETER = "ui_locales";

  private final List<Locale> spoken;

  /**
   * @param texts what there is in each language
   */
  @Inject
  public PageLanguages(PageTexts texts) {
    spoken =
        texts.languages().stream()
            .sorted(Comparator.comparing(PageLanguages::name, Collator.getInstance(Locale.ROOT)))
            .toList();
  }

  /** All of them, by their names. */
  public List<Locale> all() {
    return spoken;
  }

  /** Their tags (RFC 5646). */
  public List<String> tags() {
    return spoken.stream().map(Locale::toLanguageTag).toList();
  }

  /** What those who speak a language call it. */
  public static String name(Locale language) {
    String name = language.getDisplayName(language);
    int first = name.offsetByCodePoints(0, 1);
    return name.substring(0, first).toUpperCase(language) + name.substring(first);
  }

  /**
   * In which direction a language is written, {@code rtl} or {@code ltr}: by the first letter of
   * its own name.
   */
  public static String direction(Locale language) {
    return switch (Character.getDirectionality(name(language).codePointAt(0))) {
      case Character.DIRECTIONALITY_RIGHT_TO_LEFT, Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC ->
          "rtl";
      default -> "ltr";
    };
  }

  /** One of them as a parameter of an address of ours. */
  public static String parameter(Locale language) {
    return PARAMETER + "=" + language.toLanguageTag();
  }

  /**
   * The first of these that the pages have: as it is, or the language of whatever country; nothing
   * if they have none.
   */
  public Optional<Locale> first(Stream<Locale> wanted) {
    return wanted.flatMap(locale -> like(locale).stream()).findFirst();
  }

  private Optional<Locale> like(Locale wanted) {
    Locale alone = Locale.forLanguageTag(wanted.getLanguage());
    return Stream.of(wanted, alone)
        .filter(spoken::contains)
        .findFirst()
        .or(
            () ->
                spoken.stream()
                    .filter(known -> known.getLanguage().equals(wanted.getLanguage()))
                    .findFirst());
  }

  /**
   * The same of the value of {@link #PARAMETER}.
   *
   * @param tags anything
   */
  public Optional<Locale> first(String tags) {
    return first(Stream.of(tags.split(" ")).map(Locale::forLanguageTag));
  }
}
