package org.gatehouse.http.browser;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.gatehouse.core.settings.InvalidSettings;
import org.gatehouse.core.settings.Settings;
import org.gatehouse.core.text.ShippedLanguages;

/**
 * What the pages say, in each language that there is a file for: among ours, or in the folder of
 * the operator, whose texts take the place of ours one by one. What a language lacks is said in
 * English, and what that of a country lacks as elsewhere.
 */
@Singleton
public class PageTexts {
  private static final Logger LOG = System.getLogger(PageTexts.class.getName());

  private static final String SETTING = "GATEHOUSE_MESSAGES: ";
  private static final String OURS = "/org/gatehouse/web/Messages";
  private static final String ENDING = ".properties";
  private static final long LARGEST = 1_048_576;
  private static final int MOST_NAMED = 5;

  /** As long as RFC 5646 (4.4.1) wants every program to keep them, and the database does. */
  private static final int LONGEST_TAG = 35;

  private static final Pattern NAME =
      Pattern.compile("Messages_([A-Za-z]{2,3}(?:[_-][A-Za-z0-9]{2,8})*)\\.properties");

  private static final Pattern ARGUMENT = Pattern.compile("\\{(\\d+)");

  /** By choice, as a number, or as a moment: where it is a word, the page would fail. */
  private static final Pattern FORMATTED = Pattern.compile("\\{(\\d+)\\s*,");

  private final Map<Locale, Map<String, String>> texts = new HashMap<>();
  private final Map<String, String> english;
  private final List<String> mistakes = new ArrayList<>();

  /**
   * @param settings where the operator's own texts are, if there are some
   * @throws InvalidSettings if one of them can't be used, each with its reason
   */
  @Inject
  public PageTexts(Settings settings) {
    english = shipped("");
    texts.put(Locale.ENGLISH, english);
    ShippedLanguages.of(PageTexts.class, language -> OURS + "_" + language + ENDING)
        .forEach(language -> add(Locale.forLanguageTag(language), shipped("_" + language)));
    settings.messages().ifPresent(this::addFolder);
    if (!mistakes.isEmpty()) {
      throw new InvalidSettings(mistakes);
    }
  }

  /** The languages, each at least in part. */
  public Set<Locale> languages() {
    return texts.keySet();
  }

  /**
   * A text.
   *
   * @param language one of {@link #languages}; in any other it is English
   * @return nothing if there is no such text
   */
  public Optional<String> find(Locale language, String key) {
    return Optional.ofNullable(texts.getOrDefault(language, english).get(key));
  }

  /** The keys of all texts. */
  public Set<String> keys() {
    return english.keySet();
  }

  private void add(Locale language, Map<String, String> more) {
    Map<String, String> all = new HashMap<>(texts.getOrDefault(language, whatItLacks(language)));
    all.putAll(more);
    texts.put(language, all);
  }

  /** Of a country it is said as in the language elsewhere, if there are texts in that. */
  private Map<String, String> whatItLacks(Locale language) {
    return texts.getOrDefault(alone(language), english);
  }

  private static Locale alone(Locale language) {
    return Locale.forLanguageTag(language.getLanguage());
  }

  private static Map<String, String> shipped(String language) {
    String name = OURS + language + ENDING;
    try (InputStream in = PageTexts.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is not in the WAR");
      }
      return read(new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> read(Reader in) throws IOException {
    Properties read = new Properties();
    read.load(in);
    Map<String, String> texts = new TreeMap<>();
    read.stringPropertyNames()
        .forEach(key -> texts.put(key, withoutQuotes(read.getProperty(key, ""))));
    return texts;
  }

  /**
   * In a MessageFormat a straight apostrophe would be a quote, and swallow what follows; who knows
   * that has written two.
   */
  private static String withoutQuotes(String text) {
    return text.replace("''", "’").replace('\'', '’');
  }

  private void addFolder(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      files
          .filter(file -> file.toString().endsWith(ENDING))
          // A language before that of a country.
          .sorted(
              Comparator.comparingInt((Path file) -> file.toString().length())
                  .thenComparing(Comparator.naturalOrder()))
          .forEach(this::addOwn);
    } catch (IOException e) {
      mistakes.add(SETTING + folder + " can't be read.");
    }
  }

  private void addOwn(Path file) {
    String name = file.getFileName().toString();
    Matcher parts = NAME.matcher(name);
    if (!parts.matches() || parts.group(1).length() > LONGEST_TAG) {
      mistakes.add(
          SETTING
              + name
              + " is no file of texts; those are called by a language, for example"
              + " Messages_fr.properties or Messages_pt-BR.properties.");
      return;
    }
    try {
      if (Files.size(file) > LARGEST) {
        mistakes.add(SETTING + name + " is larger than 1 MiB.");
        return;
      }
      // Some editors write a mark at the beginning.
      Map<String, String> own =
          read(new StringReader(Files.readString(file).replaceFirst("^\ufeff", "")));
      Locale language = language(parts.group(1));
      own.forEach((key, text) -> check(name, language, key, text));
      tellDifferences(name, language, own.keySet());
      own.keySet().retainAll(keys());
      add(language, own);
    } catch (CharacterCodingException e) {
      mistakes.add(SETTING + name + " is not in UTF-8.");
    } catch (IllformedLocaleException e) {
      mistakes.add(SETTING + name + " is called by no language tag (RFC 5646).");
    } catch (IOException | IllegalArgumentException e) {
      mistakes.add(SETTING + name + " can't be read: " + e.getMessage());
    }
  }

  /** A language (RFC 5646), and not one that nobody knows. */
  private static Locale language(String tag) {
    Locale language = new Locale.Builder().setLanguageTag(tag.replace('_', '-')).build();
    if (language.getLanguage().isEmpty()) {
      throw new IllformedLocaleException(tag);
    }
    return language;
  }

  /** A page would fail at such a text, or leave out what it has to say. */
  private void check(String file, Locale language, String key, String text) {
    String place = SETTING + file + ", " + key;
    try {
      var unused = new MessageFormat(text, language);
    } catch (IllegalArgumentException e) {
      mistakes.add(place + " has a brace that isn't one of {0}, {1} and so on.");
      return;
    }
    String inEnglish = english.getOrDefault(key, text);
    more(ARGUMENT, text, inEnglish)
        .forEach(
            argument ->
                mistakes.add(place + " has {" + argument + "}, which there isn't in English."));
    more(ARGUMENT, inEnglish, text)
        .forEach(
            argument ->
                mistakes.add(place + " lacks {" + argument + "}, which there is in English."));
    more(FORMATTED, text, inEnglish)
        .forEach(
            argument ->
                mistakes.add(place + " formats {" + argument + "}, which English has as it is."));
    if (text.isBlank()) {
      mistakes.add(place + " is empty.");
    }
  }

  /** Which arguments one text has so, and another one hasn't. */
  private static Set<String> more(Pattern pattern, String text, String other) {
    Set<String> more = numbers(pattern, text);
    more.removeAll(numbers(pattern, other));
    return more;
  }

  private static Set<String> numbers(Pattern pattern, String text) {
    Set<String> numbers = new TreeSet<>();
    pattern.matcher(text).results().forEach(found -> numbers.add(found.group(1)));
    return numbers;
  }

  /** A version of Gatehouse has texts that the one before hadn't: that must not stop it. */
  private void tellDifferences(String file, Locale language, Set<String> own) {
    List<String> unknown = own.stream().filter(key -> !english.containsKey(key)).toList();
    if (!unknown.isEmpty()) {
      LOG.log(
          Level.WARNING,
          "{0}{1} has {2} texts that no page asks for: {3}",
          SETTING,
          file,
          unknown.size(),
          String.join(", ", unknown.subList(0, Math.min(MOST_NAMED, unknown.size()))));
    }
    Set<String> missing = new HashSet<>(keys());
    missing.removeAll(own);
    if (!missing.isEmpty() && !texts.containsKey(alone(language))) {
      LOG.log(
          Level.WARNING,
          "{0}{1} lacks {2} of {3} texts, which are said in English: {4}",
          SETTING,
          file,
          missing.size(),
          english.size(),
          String.join(", ", missing.stream().sorted().limit(MOST_NAMED).toList()));
    }
  }
}
