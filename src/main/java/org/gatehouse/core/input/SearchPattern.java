package org.gatehouse.core.input;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Makes a condition of a query out of what somebody searches for: each word is looked for anywhere,
 * in lower case and without the marks of Latin letters, so that {@code muller anna} finds Anna
 * Müller.
 */
public final class SearchPattern {
  /** Latin letters with marks, in either case: not every database knows their lower case. */
  private static final String MARKED;

  /** For each of them the letter without its mark, in lower case. */
  private static final String PLAIN;

  private static final int LAST_LATIN = 0x1EFF;
  private static final int MOST_WORDS = 10;
  private static final Pattern SPACES = Pattern.compile("\\s+");

  static {
    StringBuilder marked = new StringBuilder("ØøŁłĐđ");
    StringBuilder plain = new StringBuilder("oolldd");
    IntStream.rangeClosed(0xC0, LAST_LATIN)
        .forEach(
            letter -> {
              String text = Character.toString(letter);
              String base = Normalizer.normalize(text, Normalizer.Form.NFD);
              if (base.matches("[A-Za-z]\\p{M}+")) {
                marked.append(text);
                plain.append(base.substring(0, 1).toLowerCase(Locale.ROOT));
              }
            });
    MARKED = marked.toString();
    PLAIN = plain.toString();
  }

  private SearchPattern() {}

  /**
   * What a query says after {@code and}: that a text has all the words. Its parameters are given by
   * {@link #bind}.
   *
   * @param text an expression of the query (JPQL)
   */
  public static String condition(String text, String search) {
    String folded = "cast(function('translate', lower(" + text + "), :marked, :plain) as string)";
    return IntStream.range(0, of(search).size())
        .mapToObj(i -> folded + " like :word" + i + " escape '!'")
        .collect(Collectors.joining(" and "));
  }

  /**
   * Gives the parameters of {@link #condition}.
   *
   * @param parameter takes a name and a value
   */
  public static void bind(String search, BiConsumer<String, String> parameter) {
    parameter.accept("marked", MARKED);
    parameter.accept("plain", PLAIN);
    List<String> words = of(search);
    IntStream.range(0, words.size()).forEach(i -> parameter.accept("word" + i, words.get(i)));
  }

  /**
   * A pattern for each word; the escape character is {@code !}. Never none: of an empty search one
   * that fits everything.
   *
   * @param search what somebody typed; anything is allowed
   */
  static List<String> of(String search) {
    String typed =
        fold(Normalizer.normalize(search, Normalizer.Form.NFKC))
            .toLowerCase(Locale.ROOT)
            .strip()
            .replaceAll("[\\p{C}&&\\S]", "");
    return SPACES
        .splitAsStream(typed)
        .limit(MOST_WORDS)
        .map(word -> "%" + word.replaceAll("([!%_])", "!$1") + "%")
        .toList();
  }

  private static String fold(String text) {
    StringBuilder folded = new StringBuilder(text);
    for (int i = 0; i < folded.length(); i++) {
      int known = MARKED.indexOf(folded.charAt(i));
      if (known >= 0) {
        folded.setCharAt(i, PLAIN.charAt(known));
      }
    }
    return folded.toString();
  }
}
