package org.gatehouse.core.personal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.gatehouse.fixture.Tables;
import org.junit.jupiter.api.Test;

/** Each table of the database has a level in docs/security/data.md, and one that is high enough. */
class DataInventoryTest {
  private static final Pattern LEVEL = Pattern.compile("(?m)^\\| \\*\\*([a-z]+)\\*\\* \\|");

  /** Table, level, what, how it is kept, how long. */
  private static final Pattern ROW =
      Pattern.compile(
          "(?m)^\\| `([a-z_]+)` \\| ([a-z]+) \\| (\\S.*?) \\| (\\S.*?) \\| (\\S.*?) \\|$");

  private static final Pattern ROW_OF_A_TABLE = Pattern.compile("(?m)^\\| `[a-z_]+` \\|.*$");
  private static final Pattern SETTING = Pattern.compile("GATEHOUSE_[A-Z0-9_]+");

  private static final String COLUMNS =
      "select distinct lower(table_name) from information_schema.columns"
          + " where lower(table_schema) = 'public' and ";

  /** Not that of other tests, who make tables of their own. */
  private static final DataSource DATABASE = Tables.inMemory();

  private static String text() throws IOException {
    return Files.readString(Path.of("docs/security/data.md"));
  }

  private static List<MatchResult> rows() throws IOException {
    return ROW.matcher(text()).results().toList();
  }

  private static Map<String, String> levels() throws IOException {
    return rows().stream().collect(Collectors.toMap(row -> row.group(1), row -> row.group(2)));
  }

  private static Set<String> tables(String condition) throws SQLException {
    try (Connection connection = DATABASE.getConnection();
        var rows = connection.createStatement().executeQuery(COLUMNS + condition)) {
      Set<String> names = new TreeSet<>();
      while (rows.next()) {
        names.add(rows.getString(1));
      }
      return names;
    }
  }

  private static Stream<String> of(Map<String, String> levels, String... wanted) {
    return levels.entrySet().stream()
        .filter(table -> List.of(wanted).contains(table.getValue()))
        .map(Map.Entry::getKey);
  }

  @Test
  void hasEachTableOnceWithALevel() throws IOException, SQLException {
    List<String> known = LEVEL.matcher(text()).results().map(level -> level.group(1)).toList();

    assertThat(known).containsExactly("secret", "derivative", "personal", "operational", "public");
    assertThat(rows()).hasSameSizeAs(ROW_OF_A_TABLE.matcher(text()).results().toList());
    assertThat(levels().keySet()).containsExactlyInAnyOrderElementsOf(tables("1 = 1"));
    assertThat(known).containsAll(levels().values());
  }

  @Test
  void callsASecretWhatIsSealed() throws IOException, SQLException {
    assertThat(of(levels(), "secret"))
        .containsExactlyInAnyOrderElementsOf(
            tables(
                "lower(data_type) like 'char%' and"
                    + " (lower(column_name) like 'sealed%' or lower(column_name) like 'encrypted%')"));
  }

  @Test
  void callsNothingOfPeopleOrOfSecretsOperational() throws IOException, SQLException {
    Set<String> sensitive =
        tables(
            "lower(column_name) in ('user_id', 'account_id', 'actor_id', 'email', 'address',"
                + " 'user_agent', 'phc', 'token_hash', 'key_hash', 'secret_hash', 'code_hash')");
    // Where messages go, of no person.
    sensitive.remove("audit_webhook");

    assertThat(of(levels(), "operational", "public")).doesNotContainAnyElementsOf(sensitive);
  }

  @Test
  void namesSettingsThatAreThere() throws IOException, SQLException {
    String operations = Files.readString(Path.of("docs/operations.md"));

    assertThat(SETTING.matcher(text()).results().map(MatchResult::group).distinct())
        .isNotEmpty()
        .allMatch(operations::contains);
  }
}
