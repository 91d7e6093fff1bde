package org.gatehouse.core.text;

import jakarta.persistence.Query;
import java.text.Normalizer;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What is searched, and what for, in a form in which people find each other: in any case and
 * without accents, so that "muller" finds Müller; words in any order.
 */
public final class SearchText {
  /** The longest, in UTF-16 units: a name, a display name and an address, however they grow. */
  private static final int LONGEST = 2000;

  private static final int MOST_WORDS = 8;
  private static final int LONGEST_SEARCH = 254;

  /** Letters with a stroke or tied together, which no normalisation takes apart. */
  private static final Map<Integer, String> PLAIN =
      Map.of(
          (int) 'æ', "ae", (int) 'œ', "oe", (int) 'ø', "o", (int) 'ł', "l", (int) 'đ', "d",
          (int) 'ð', "d", (int) 'þ', "th", (int) 'ħ', "h");

  private SearchText() {}

  /**
   * The text in which somebody is found.
   *
   * @param parts what they are called
   */
  public static String of(String... parts) {
    String text = Stream.of(parts).map(SearchText::fold).collect(Collectors.joining(" "));
    return text.substring(0, Math.min(text.length(), LONGEST));
  }

  /**
   * What the {@code where} of a query says in addition, so that all words are found. Its parameters
   * are given by {@link #bind}.
   *
   * @param text where they are looked for, which {@link #of} made (JPQL)
   * @param search what somebody typed; anything is allowed, and what is beyond all bounds left out
   */
  public static String condition(String text, String search) {
    return IntStream.range(0, patterns(search).size())
        .mapToObj(i -> " and " + text + " like :word" + i + " escape '!'")
        .collect(Collectors.joining());
  }

  /** Gives the parameters of {@link #condition}. */
  public static void bind(String search, Query query) {
    List<String> patterns = patterns(search);
    IntStream.range(0, patterns.size())
        .forEach(i -> query.setParameter("word" + i, patterns.get(i)));
  }

  /** A pattern of a {@code like} for each word. The escape character is {@code !}. */
  static List<String> patterns(String search) {
    String some = search.substring(0, Math.min(search.length(), LONGEST_SEARCH));
    return Stream.of(fold(some).replaceAll("[\\p{C}&&[^\\s]]", "").split("[\\s\\p{Z}]+"))
        .filter(word -> !word.isEmpty())
        .limit(MOST_WORDS)
        .map(word -> "%" + word.replaceAll("([!%_])", "!$1") + "%")
        .toList();
  }

  private static String fold(String text) {
    String key = Names.key(Normalizer.normalize(text, Normalizer.Form.NFKC));
    // The accents of Latin, Greek and Cyrillic letters: signs of other scripts are letters.
    String plain =
        Normalizer.normalize(key, Normalizer.Form.NFD)
            .replaceAll("[\\u0300-\\u036F]", "")
            .codePoints()
            .mapToObj(letter -> PLAIN.getOrDefault(letter, Character.toString(letter)))
            .collect(Collectors.joining());
    return Normalizer.normalize(plain, Normalizer.Form.NFC);
  }
}
