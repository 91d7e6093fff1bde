package org.gatehouse.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gatehouse.core.signon.SignOnRefusal;
import org.junit.jupiter.api.Test;

/** Whatever a page says, it says in both languages. */
class MessagesTest {
  private static final Path BUNDLES = Path.of("src/main/resources/org/gatehouse/web");
  private static final Pattern KEY_IN_PAGE = Pattern.compile("\\bm\\['([^']+)'\\]");
  private static final Pattern RULE_IN_CORE =
      Pattern.compile("new (?:InvalidInput|Conflict|SignUpRefused)\\(\\s*\"([^\"]+)\"");

  private static final Pattern WEAKNESS = Pattern.compile("(?m)^  ([A-Z]+)\\(");

  private final Properties english = bundle("Messages.properties");
  private final Properties german = bundle("Messages_de.properties");

  @Test
  void bothLanguagesHaveTheSameTexts() {
    assertThat(new TreeSet<>(german.stringPropertyNames()))
        .isEqualTo(new TreeSet<>(english.stringPropertyNames()));
    for (String key : english.stringPropertyNames()) {
      assertThat(german.getProperty(key)).as(key).isNotBlank();
      assertThat(arguments(german.getProperty(key)))
          .as(key)
          .isEqualTo(arguments(english.getProperty(key)));
    }
  }

  @Test
  void everyTextSurvivesBeingFormatted() {
    for (Properties bundle : List.of(english, german)) {
      bundle.forEach(
          (key, text) -> {
            assertThat((String) text)
                .as("an apostrophe is a quote there: %s", key)
                .doesNotContain("'");
            assertThat(MessageFormat.format((String) text, 1, 2)).as("%s", key).isNotBlank();
          });
    }
  }

  @Test
  void noPageAsksForATextThatIsNotThere() throws IOException {
    assertThat(found(KEY_IN_PAGE, Path.of("src/main/webapp"), ".xhtml"))
        .hasSizeGreaterThan(100)
        .isSubsetOf(english.stringPropertyNames());
  }

  @Test
  void whateverTheCoreRefusesHasWords() throws IOException {
    Set<String> rules = found(RULE_IN_CORE, Path.of("src/main/java/org/gatehouse/core"), ".java");
    rules.addAll(found(RULE_IN_CORE, Path.of("src/main/java/org/gatehouse/federation"), ".java"));
    // The API alone lets anybody choose that, and pages show the new state instead.
    rules.removeAll(Set.of("workspaceUid.invalid", "secondFactor.alreadyOn"));
    // Each weakness of a password is a rule, by its name.
    found(
            WEAKNESS,
            Path.of("src/main/java/org/gatehouse/core/credential/password"),
            "Weakness.java")
        .forEach(name -> rules.add("password.weak." + name.toLowerCase(Locale.ROOT)));
    assertThat(rules).contains("password.weak.guessable");
    assertThat(rules).hasSizeGreaterThan(5).isSubsetOf(english.stringPropertyNames());
  }

  @Test
  void everyRefusalOfSingleSignOnSaysWhatToDo() {
    for (SignOnRefusal refusal : SignOnRefusal.values()) {
      assertThat(english.stringPropertyNames())
          .contains("refused." + refusal.word() + ".title", "refused." + refusal.word() + ".text");
    }
  }

  @Test
  void whateverAProviderTellsInVainIsSaidOnThePageOfATest() throws IOException {
    Path users = Path.of("src/main/java/org/gatehouse/core/user");
    for (String value : List.of("UserName", "DisplayName", "EmailAddress")) {
      assertThat(found(RULE_IN_CORE, users, value + ".java"))
          .as(value)
          .isNotEmpty()
          .allSatisfy(rule -> assertThat(english).containsKey("signOnTest." + rule));
    }
    assertThat(english).containsKey("signOnTest.displayName.cut");
  }

  private static List<String> arguments(String text) {
    return Pattern.compile("\\{\\d}").matcher(text).results().map(MatchResult::group).toList();
  }

  private static Set<String> found(Pattern pattern, Path directory, String ending)
      throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(file -> file.toString().endsWith(ending))
          .flatMap(file -> pattern.matcher(read(file)).results())
          .map(match -> match.group(1))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Properties bundle(String name) {
    Properties texts = new Properties();
    try (Reader in = Files.newBufferedReader(BUNDLES.resolve(name), StandardCharsets.UTF_8)) {
      texts.load(in);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return texts;
  }
}
