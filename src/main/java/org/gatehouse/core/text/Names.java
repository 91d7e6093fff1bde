package org.gatehouse.core.text;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Prepares names that people choose and others read: NFKC (UAX #15), single inner spaces, and none
 * of the characters that make one name pass for another: controls, bidirectional overrides and
 * other format characters, private use, letters of scripts that don't belong together in one word
 * (UTS #39, "highly restrictive"). A name of several words may be written in several scripts, as
 * people do who are called differently in each: "Иванов Иван (Ivanov Ivan)".
 */
public final class Names {
  private static final Set<UnicodeScript> NEUTRAL =
      EnumSet.of(UnicodeScript.COMMON, UnicodeScript.INHERITED);

  /** Scripts that are written together in one word somewhere in the world. */
  private static final List<Set<UnicodeScript>> TOGETHER =
      List.of(
          EnumSet.of(
              UnicodeScript.LATIN,
              UnicodeScript.HAN,
              UnicodeScript.HIRAGANA,
              UnicodeScript.KATAKANA),
          EnumSet.of(UnicodeScript.LATIN, UnicodeScript.HAN, UnicodeScript.BOPOMOFO),
          EnumSet.of(UnicodeScript.LATIN, UnicodeScript.HAN, UnicodeScript.HANGUL));

  /** What a word is made of; signs and spaces part words. */
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+");

  /**
   * A joiner (ZWNJ, ZWJ) between letters that it changes the shape of, as in Persian and Sinhala
   * names (UAX #31, 2.3). It doesn't show by itself, so it tells no two names apart.
   */
  private static final Pattern JOINER =
      Pattern.compile(
          "(?<=[\\p{IsArabic}\\p{IsSyriac}\\p{IsMongolian}\\p{IsDevanagari}\\p{IsBengali}\\p{IsGurmukhi}\\p{IsGujarati}"
              + "\\p{IsOriya}\\p{IsTamil}\\p{IsTelugu}\\p{IsKannada}\\p{IsMalayalam}\\p{IsSinhala}\\p{IsKhmer}])"
              + "[\\u200C\\u200D](?=[\\p{L}\\p{M}])");

  /** The same where it changes nothing, as between two symbols. */
  private static final Pattern STRAY_JOINER =
      Pattern.compile("(?!" + JOINER.pattern() + ")[\\u200C\\u200D]");

  /** Whether a symbol is shown in colour: keyboards add it to a heart, names do without. */
  private static final String EMOJI_STYLE = "[\\uFE0E\\uFE0F]";

  /**
   * Letters, marks and symbols that don't show: the default ignorable code points (UAX #44) that
   * aren't format characters, and the empty Braille pattern.
   */
  private static final Pattern INVISIBLE_LETTERS =
      Pattern.compile(
          "[\\u034F\\u115F\\u1160\\u17B4\\u17B5\\u180B-\\u180D\\u180F\\u2800\\u3164\\uFE00-\\uFE0F\\uFFA0"
              + "\\x{E0100}-\\x{E01EF}]");

  private Names() {}

  /**
   * The name as it is stored and shown, or nothing if it can't be one.
   *
   * @param raw what was typed
   * @param maximum the longest name, in UTF-16 units after normalisation
   */
  public static Optional<String> prepare(String raw, int maximum) {
    return prepareText(raw, maximum)
        .filter(
            name ->
                WORD.matcher(name).results().map(MatchResult::group).allMatch(Names::isOneWriting));
  }

  /**
   * The same for a text that isn't a name: it may mix scripts.
   *
   * @param raw what was typed
   * @param maximum the longest text, in UTF-16 units after normalisation
   */
  public static Optional<String> prepareText(String raw, int maximum) {
    // NFKC can make a text up to 18 times longer: bound the input first.
    if (raw.length() > 4 * maximum) {
      return Optional.empty();
    }
    String name =
        Normalizer.normalize(raw, Normalizer.Form.NFKC)
            .replaceAll(EMOJI_STYLE, "")
            .strip()
            .replaceAll(" {2,}", " ");
    boolean fits = !name.isEmpty() && name.length() <= maximum;
    return fits && JOINER.matcher(name).replaceAll("").codePoints().allMatch(Names::isShown)
        ? Optional.of(name)
        : Optional.empty();
  }

  /** Without what doesn't show, where it doesn't change the letters beside it either. */
  public static String withoutHidden(String text) {
    return STRAY_JOINER.matcher(text.replaceAll("[\\p{C}&&[^\\u200C\\u200D]]", "")).replaceAll("");
  }

  /** The form in which two names are the same name, whatever their case. */
  public static String key(String name) {
    // To lower case first as well: a capital sharp s becomes a small one, and only that becomes SS.
    String shown = JOINER.matcher(name).replaceAll("");
    String folded =
        shown.toLowerCase(Locale.ROOT).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    return Normalizer.normalize(folded, Normalizer.Form.NFKC);
  }

  private static boolean isShown(int character) {
    if (INVISIBLE_LETTERS.matcher(Character.toString(character)).matches()) {
      return false;
    }
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      case Character.SPACE_SEPARATOR -> character == ' ';
      default -> true;
    };
  }

  /**
   * Whether all letters belong together, so that none of them passes for one of another script.
   *
   * @param word a part of a name that people take in at once
   */
  public static boolean isOneWriting(String word) {
    Set<UnicodeScript> scripts = EnumSet.noneOf(UnicodeScript.class);
    word.codePoints().mapToObj(UnicodeScript::of).forEach(scripts::add);
    scripts.removeAll(NEUTRAL);
    return scripts.size() <= 1 || TOGETHER.stream().anyMatch(set -> set.containsAll(scripts));
  }
}
