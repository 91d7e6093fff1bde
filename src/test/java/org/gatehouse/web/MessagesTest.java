package org.gatehouse.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gatehouse.core.account.AccountRule;
import org.gatehouse.core.administration.AdministrationRule;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.oauth.client.ClientPreset;
import org.gatehouse.core.oauth.grant.Grants;
import org.gatehouse.core.refusal.Rule;
import org.gatehouse.core.signon.SignOnRefusal;
import org.gatehouse.core.user.UserRule;
import org.gatehouse.core.workspace.WorkspaceRule;
import org.gatehouse.federation.saml.MetadataRule;
import org.junit.jupiter.api.Test;

/** Whatever a page says, it says in every language that there is a file for. */
class MessagesTest {
  private static final Path BUNDLES = Path.of("src/main/resources/org/gatehouse/web");
  private static final Path CLASSES = Path.of("target/classes");
  private static final Pattern KEY_IN_PAGE = Pattern.compile("\\bm\\['([^']+)'\\]");

  /** Those that no page shows: it says something else, or only an API lets anybody come to it. */
  private static final Set<Rule> OF_APIS =
      Set.of(
          WorkspaceRule.UID_INVALID,
          AccountRule.SECOND_FACTOR_ALREADY_ON,
          AdministrationRule.WAY_BACK_NEEDLESS);

  private final Properties english = bundle("Messages.properties");
  private final Map<String, Properties> others = others();

  @Test
  void allLanguagesHaveTheSameTexts() {
    assertThat(others).containsKey("Messages_de.properties");
    others.forEach(this::hasTheSameTexts);
  }

  private void hasTheSameTexts(String file, Properties other) {
    assertThat(new TreeSet<>(other.stringPropertyNames()))
        .as(file)
        .isEqualTo(new TreeSet<>(english.stringPropertyNames()));
    for (String key : english.stringPropertyNames()) {
      assertThat(other.getProperty(key)).as(file + " " + key).isNotBlank();
      assertThat(arguments(other.getProperty(key)))
          .as(file + " " + key)
          .isEqualTo(arguments(english.getProperty(key)));
    }
  }

  private List<Properties> all() {
    List<Properties> all = new ArrayList<>(others.values());
    all.add(english);
    return all;
  }

  @Test
  void tellHowLongAnApplicationGoesOnWithoutALogin() {
    assertThat(all())
        .extracting(bundle -> bundle.getProperty("consent.scope.offline_access"))
        .allSatisfy(
            text ->
                assertThat(text)
                    .contains(
                        Grants.OFFLINE_IDLE.toDays() + " ",
                        Grants.OFFLINE_LIFETIME.toDays() + " "));
  }

  @Test
  void everyTextSurvivesBeingFormatted() {
    for (Properties bundle : all()) {
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
  void everyRuleHasWordsInThePages() throws IOException {
    List<Rule> rules = rules().stream().filter(rule -> !OF_APIS.contains(rule)).toList();

    assertThat(rules).hasSizeGreaterThan(90).contains(MetadataRule.NOT_XML);
    assertThat(rules).extracting(Rule::key).isSubsetOf(english.stringPropertyNames());
  }

  @Test
  void everyRuleHasAKeyOfItsOwnAndASentence() throws IOException {
    assertThat(rules()).extracting(Rule::key).doesNotHaveDuplicates();
    assertThat(rules()).extracting(Rule::sentence).allMatch(sentence -> sentence.matches(".+[.?]"));
  }

  @Test
  void everyRefusalOfSingleSignOnSaysWhatToDo() {
    for (SignOnRefusal refusal : SignOnRefusal.values()) {
      assertThat(english.stringPropertyNames())
          .contains("refused." + refusal.word() + ".title", "refused." + refusal.word() + ".text");
    }
  }

  @Test
  void everyTypeOfTheAuditLogIsToldInASentence() {
    for (AuditType type : AuditType.values()) {
      assertThat(english).containsKey(AuditRow.key(type));
    }
  }

  @Test
  void everyPresetOfAnApplicationHasANameAndSaysWhatToDo() {
    for (ClientPreset preset : ClientPreset.values()) {
      assertThat(english.stringPropertyNames())
          .contains("application.preset." + preset.word(), "application.hint." + preset.word());
    }
  }

  @Test
  void whateverAProviderTellsInVainIsSaidOnThePageOfATest() throws IOException {
    rules().stream()
        .filter(rule -> rule instanceof UserRule && rule != UserRule.NAME_TAKEN)
        .forEach(rule -> assertThat(english).containsKey("signOnTest." + rule.key()));
    assertThat(english).containsKey("signOnTest.displayName.cut");
  }

  /** Those of all packages but the dialects', which no page says. */
  private static List<Rule> rules() throws IOException {
    try (Stream<Path> files = Files.walk(CLASSES)) {
      return files
          .map(file -> CLASSES.relativize(file).toString().replace('/', '.'))
          .filter(name -> name.endsWith("Rule.class") && !name.contains(".dialect."))
          .map(name -> type(name.replaceFirst("\\.class$", "")))
          .flatMap(type -> Stream.of(type.getFields()))
          .filter(field -> Rule.class.isAssignableFrom(field.getType()))
          .map(MessagesTest::rule)
          .toList();
    }
  }

  private static Class<?> type(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Rule rule(Field constant) {
    try {
      return (Rule) constant.get(null);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
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

  private static Map<String, Properties> others() {
    try (Stream<Path> files = Files.list(BUNDLES)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.matches("Messages_.+\\.properties"))
          .collect(Collectors.toMap(name -> name, MessagesTest::bundle));
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
