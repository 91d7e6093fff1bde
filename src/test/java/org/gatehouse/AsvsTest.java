package org.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What docs/security/asvs.md says of requirements stands in the code, and adds up. */
class AsvsTest {
  /** Number, level, matter, state, evidence. */
  private static final Pattern ROW =
      Pattern.compile(
          "(?m)^\\| (\\d+\\.\\d+\\.\\d+) \\| ([123]) \\| .+? \\| (met|in part|not met|not applicable) \\| (.+) \\|$");

  private static final Pattern NUMBERED =
      Pattern.compile("(?m)^\\| \\d+\\.\\d+\\.\\d+ \\| \\d .*$");
  private static final Pattern CHAPTER = Pattern.compile("(?m)^## V(\\d+) (.+)$");

  /** A test, by its class and method, with the last part of its package where two are called so. */
  private static final Pattern TEST = Pattern.compile("`((?:[a-z]+\\.)?[A-Z]\\w+)\\.([a-z]\\w+)`");

  private static final Pattern TYPE = Pattern.compile("`([A-Z][a-z]\\w+)`");
  private static final Pattern SETTING = Pattern.compile("GATEHOUSE_[A-Z0-9_]+");
  private static final Set<String> OF_COOKIES = Set.of("Secure", "HttpOnly", "SameSite");
  private static final Pattern BLANK_LINE = Pattern.compile("\n\n");
  private static final Pattern ANNOTATED =
      Pattern.compile("(?m)^  @(Test|ParameterizedTest|RepeatedTest|Property)\\b");

  /** How many requirements of levels 1 and 2 each chapter of ASVS 5.0.0 has. */
  private static final List<Integer> OF_LEVELS_1_AND_2 =
      List.of(27, 11, 19, 10, 9, 35, 18, 7, 7, 29, 14, 9, 13, 9, 13, 16, 7);

  private static final List<String> OF_LEVEL_3 =
      List.of("6.3.5", "6.4.5", "6.4.6", "7.5.3", "8.1.3", "8.1.4", "8.4.2", "16.5.4");

  private record Requirement(String number, String level, String state, String evidence) {
    boolean isOfChapter(int chapter) {
      return number.startsWith(chapter + ".");
    }

    boolean isTested() {
      return TEST.matcher(evidence).find();
    }

    boolean is(String wanted) {
      return state.equals(wanted);
    }
  }

  @Test
  void hasEachRequirementOnce() throws IOException {
    List<Requirement> rows = rows();

    assertThat(rows).hasSameSizeAs(all(NUMBERED, text()).toList());
    assertThat(rows).extracting(Requirement::number).doesNotHaveDuplicates();
    assertThat(IntStream.rangeClosed(1, OF_LEVELS_1_AND_2.size()).boxed())
        .extracting(
            chapter ->
                (int)
                    rows.stream()
                        .filter(row -> row.isOfChapter(chapter) && !row.level().equals("3"))
                        .count())
        .containsExactlyElementsOf(OF_LEVELS_1_AND_2);
    assertThat(rows)
        .filteredOn(row -> row.level().equals("3"))
        .extracting(Requirement::number)
        .containsExactlyElementsOf(OF_LEVEL_3);
  }

  @Test
  void namesTestsThatAreThere() throws IOException {
    List<Path> sources = sources("src/test/java");
    List<String> wrong = new ArrayList<>();
    for (MatchResult test : all(TEST, text()).toList()) {
      Path file = Path.of(test.group(1).replace('.', '/') + ".java");
      List<Path> found = sources.stream().filter(source -> source.endsWith(file)).toList();
      if (found.size() != 1 || !hasTest(found.get(0), test.group(2))) {
        wrong.add(test.group());
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void namesClassesAndSettingsThatAreThere() throws IOException {
    List<Path> sources = sources("src");
    assertThat(all(TYPE, text()).map(type -> type.group(1)).distinct())
        .filteredOn(type -> !OF_COOKIES.contains(type))
        .allMatch(type -> sources.stream().anyMatch(source -> source.endsWith(type + ".java")));
    String operations = Files.readString(Path.of("docs/operations.md"));
    assertThat(all(SETTING, text()).map(MatchResult::group).distinct())
        .isNotEmpty()
        .allMatch(operations::contains);
  }

  @Test
  void saysWhatIsMissing() throws IOException {
    assertThat(rows())
        .filteredOn(row -> row.is("met") && !row.isTested())
        .allMatch(row -> row.evidence().contains("No test"));
    assertThat(rows())
        .filteredOn(row -> row.is("in part") || row.is("not met"))
        .allMatch(row -> row.evidence().contains("Missing"));
  }

  @Test
  void addsUp() throws IOException {
    List<Requirement> rows = rows();
    List<String> sums = new ArrayList<>();
    for (MatchResult chapter : all(CHAPTER, text()).toList()) {
      int number = Integer.parseInt(chapter.group(1));
      sums.add(sums(chapter.group().substring(3), rows, row -> row.isOfChapter(number)));
    }
    for (String level : List.of("1", "2", "3")) {
      sums.add(sums("level " + level, rows, row -> row.level().equals(level)));
    }
    sums.add(sums("**all**", rows, row -> true));

    assertThat(text()).contains("--:|\n" + String.join("\n", sums) + "\n\n");
  }

  private static String sums(
      String name, List<Requirement> rows, Predicate<Requirement> isCounted) {
    List<Requirement> counted = rows.stream().filter(isCounted).toList();
    Stream<Predicate<Requirement>> columns =
        Stream.of(
            row -> !row.is("not applicable"),
            row -> row.is("met"),
            row -> row.is("met") && !row.isTested(),
            row -> row.is("in part"),
            row -> row.is("not met"),
            row -> row.is("not applicable"));
    return columns
        .map(column -> Long.toString(counted.stream().filter(column).count()))
        .collect(Collectors.joining(" | ", "| " + name + " | ", " |"));
  }

  private static boolean hasTest(Path file, String method) throws IOException {
    return BLANK_LINE
        .splitAsStream(Files.readString(file))
        .anyMatch(
            block -> block.contains(" void " + method + "(") && ANNOTATED.matcher(block).find());
  }

  private static List<Requirement> rows() throws IOException {
    return all(ROW, text())
        .map(row -> new Requirement(row.group(1), row.group(2), row.group(3), row.group(4)))
        .toList();
  }

  private static String text() throws IOException {
    return Files.readString(Path.of("docs/security/asvs.md"));
  }

  private static Stream<MatchResult> all(Pattern pattern, String text) {
    return pattern.matcher(text).results();
  }

  private static List<Path> sources(String folder) throws IOException {
    try (Stream<Path> files = Files.walk(Path.of(folder))) {
      return files.filter(file -> file.toString().endsWith(".java")).toList();
    }
  }
}
