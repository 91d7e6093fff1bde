package org.gatehouse.core.credential.password;

import com.nulabinc.zxcvbn.Context;
import com.nulabinc.zxcvbn.Matching;
import com.nulabinc.zxcvbn.Scoring;
import com.nulabinc.zxcvbn.StandardDictionaries;
import com.nulabinc.zxcvbn.StandardKeyboards;
import com.nulabinc.zxcvbn.Strength;
import com.nulabinc.zxcvbn.matchers.DateMatcher;
import com.nulabinc.zxcvbn.matchers.Dictionary;
import com.nulabinc.zxcvbn.matchers.DictionaryMatcher;
import com.nulabinc.zxcvbn.matchers.Keyboard;
import com.nulabinc.zxcvbn.matchers.L33tMatcher;
import com.nulabinc.zxcvbn.matchers.Match;
import com.nulabinc.zxcvbn.matchers.Matcher;
import com.nulabinc.zxcvbn.matchers.RegexMatcher;
import com.nulabinc.zxcvbn.matchers.ReverseDictionaryMatcher;
import com.nulabinc.zxcvbn.matchers.SequenceMatcher;
import com.nulabinc.zxcvbn.matchers.SpatialMatcher;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How many guesses somebody needs who knows how people choose passwords: zxcvbn (Wheeler, USENIX
 * Security 2016), kept from taking long.
 *
 * <p>Its time grows with the square of the length, and with the number of ways in which signs could
 * stand for letters: 24 characters chosen for it take a tenth of a second, 256 half a minute. So we
 * look at the beginning of a long password only, which is sound: the whole is no easier to guess.
 * And where there are too many ways to read the signs, we take the most usual one: a word written
 * in so many of them is no disguised word any longer.
 */
final class Guessing {
  /** How much of a password is looked at, in UTF-16 units. */
  static final int LONGEST = 48;

  /** Readings times length squared: a few milliseconds. */
  private static final long MOST_WORK = 16_384;

  private static final String SIGNS = "4@8({[<3691!|70$5+%2";
  private static final String LETTERS = "aabcccceggiiilosstxz";

  /** Used for its table only, which needs no dictionaries. */
  private static final L33tMatcher SIGN_READER =
      new L33tMatcher(new Context(Map.of(), Map.of()), Map.of());

  private final Context context;
  private final Map<String, Map<String, Integer>> words = new HashMap<>();

  Guessing() {
    try {
      Map<String, Dictionary> dictionaries = new LinkedHashMap<>();
      for (Dictionary dictionary : StandardDictionaries.loadAllDictionaries()) {
        dictionaries.put(dictionary.getName(), dictionary);
        words.put(dictionary.getName(), dictionary.getRankedDictionary());
      }
      Map<String, Keyboard> keyboards = new LinkedHashMap<>();
      for (Keyboard keyboard : StandardKeyboards.loadAllKeyboards()) {
        keyboards.put(keyboard.getName(), keyboard);
      }
      this.context = new Context(dictionaries, keyboards);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Estimates the guesses.
   *
   * @param password in NFKC
   * @param known what somebody who guesses knows of the person, in lower case
   */
  Strength of(String password, List<String> known) {
    String text = beginning(password);
    if (readings(text) * text.length() * text.length() <= MOST_WORK) {
      return strength(text, new Matching(context, known).omnimatch(text));
    }
    return Stream.of(
            strength(text, matchesWithoutReadings(text, known)),
            strength(text, new Matching(context, known).omnimatch(usualReading(text))))
        .min(Comparator.comparingDouble(Strength::getGuesses))
        .orElseThrow();
  }

  private Strength strength(String text, List<Match> matches) {
    var found = new Scoring(context).calculateMostGuessableMatchSequence(text, matches);
    return new Strength(text, found.getGuesses(), found.getSequence(), 0);
  }

  private static String beginning(String password) {
    if (password.length() <= LONGEST) {
      return password;
    }
    boolean splitsPair = Character.isHighSurrogate(password.charAt(LONGEST - 1));
    return password.substring(0, splitsPair ? LONGEST - 1 : LONGEST);
  }

  /** In how many ways signs could stand for letters, at the most. */
  static long readings(String text) {
    Map<Character, List<Character>> table = SIGN_READER.relevantL33tSubTable(text);
    long choices = table.values().stream().mapToLong(List::size).reduce(1, (a, b) -> a * b);
    long ambiguous =
        table.values().stream()
            .flatMap(List::stream)
            .collect(Collectors.groupingBy(sign -> sign, Collectors.counting()))
            .values()
            .stream()
            .filter(letters -> letters > 1)
            .count();
    return choices << ambiguous;
  }

  private static String usualReading(String text) {
    StringBuilder read = new StringBuilder(text);
    for (int i = 0; i < text.length(); i++) {
      int sign = SIGNS.indexOf(text.charAt(i));
      if (sign >= 0) {
        read.setCharAt(i, LETTERS.charAt(sign));
      }
    }
    return read.toString();
  }

  /**
   * What zxcvbn looks for in what was typed, but for repetitions: it reads signs in those again.
   */
  private List<Match> matchesWithoutReadings(String text, List<String> known) {
    Map<String, Map<String, Integer>> dictionaries = new HashMap<>(words);
    dictionaries.put("user_inputs", new Dictionary("user_inputs", known).getRankedDictionary());
    return Stream.<Matcher>of(
            new DictionaryMatcher(context, dictionaries),
            new ReverseDictionaryMatcher(context, dictionaries),
            new SpatialMatcher(context),
            new SequenceMatcher(context),
            new RegexMatcher(context),
            new DateMatcher(context))
        .flatMap(matcher -> matcher.execute(text).stream())
        .toList();
  }
}
