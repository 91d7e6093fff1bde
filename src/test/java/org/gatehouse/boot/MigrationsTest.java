package org.gatehouse.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Nodes of the version before go on with the tables that a migration leaves
 * (docs/decisions/migrations.md): RollingRestartIT has it with two servers.
 */
class MigrationsTest {
  private static final Path FOLDER = Path.of("src", "main", "resources", "db", "migration");

  /** Those before were made when all nodes had to be stopped. */
  private static final int FIRST_BOUND = 27;

  private static final Pattern VERSION = Pattern.compile("V(\\d+)__.*\\.sql");

  /** The version that no longer needs what this one removes. */
  private static final Pattern CONTRACTS = Pattern.compile("(?m)^-- Contracts what V\\d+ .+$");

  private static final List<Pattern> BREAKING =
      Stream.of(
              "\\bdrop\\s+(table|column|view|sequence)",
              "\\balter\\s+table\\s+\\S+\\s+drop\\b(?!\\s+constraint)",
              "\\brename\\b",
              "\\bset\\s+not\\s+null",
              "\\badd\\s+(column\\s+)?(?!constraint)[^;,]*\\bnot\\s+null(?<!default.{1,100}not null)",
              "\\badd\\s+constraint\\b",
              "\\bunique\\s+index\\b")
          .map(Pattern::compile)
          .toList();

  static Stream<Path> bound() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(file -> version(file) >= FIRST_BOUND).toList().stream();
    }
  }

  private static int version(Path file) {
    Matcher name = VERSION.matcher(file.getFileName().toString());
    return name.matches() ? Integer.parseInt(name.group(1)) : 0;
  }

  @ParameterizedTest
  @MethodSource("bound")
  void expandsOnlyUnlessItSaysWhatItContracts(Path migration) throws IOException {
    String sql = Files.readString(migration);
    assertThat(breaking(sql).isEmpty() || CONTRACTS.matcher(sql).find())
        .as("%s: %s", migration, breaking(sql))
        .isTrue();
  }

  private static List<Pattern> breaking(String sql) {
    String statements = sql.replaceAll("(?m)--.*$", "").toLowerCase(Locale.ROOT);
    return BREAKING.stream().filter(pattern -> pattern.matcher(statements).find()).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "drop table x;",
        "alter table x drop column y;",
        "alter table x drop y;",
        "alter table x rename column y to z;",
        "alter table x alter column y set not null;",
        "alter table x add column y int not null;",
        "alter table x add constraint c check (y > 0);",
        "create unique index i on x (y);"
      })
  void knowsWhatTheVersionBeforeCannotGoOnWith(String sql) {
    assertThat(breaking(sql)).isNotEmpty();
  }

  @Test
  void knowsWhatItCanGoOnWith() {
    assertThat(
            breaking(
                """
                -- Nobody can drop table x by a comment.
                alter table x add column y int default 0 not null;
                alter table x add column z varchar(10);
                alter table x alter column z set data type varchar(20);
                create table t (id uuid primary key, y int not null);
                create index i on t (y);
                """))
        .isEmpty();
  }
}
