package org.gatehouse.core.administration;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.gatehouse.core.refusal.InvalidInput;

/**
 * A table of people in CSV (RFC 4180): the first line names the columns, in any order. Roles are
 * parted by bars, which their names don't have. What a spreadsheet saves with semicolons is read as
 * well.
 */
public final class ImportTable {
  private static final String NAME = "name";
  private static final String EMAIL = "email";
  private static final String DISPLAY_NAME = "display_name";
  private static final String ADMINISTRATOR = "is_client_admin";
  private static final String ROLES = "roles";
  private static final String PASSWORD_HASH = "password_hash";

  /** What a person may have; so are the members in JSON called. */
  public static final List<String> COLUMNS =
      List.of(NAME, EMAIL, DISPLAY_NAME, ADMINISTRATOR, ROLES, PASSWORD_HASH);

  private static final int LONGEST_FIELD = 10_000;

  private ImportTable() {}

  /**
   * Reads a table.
   *
   * @throws InvalidInput if it is none, has columns that nobody knows, or too many lines
   */
  public static List<ImportedUser> read(String csv) {
    String header = csv.lines().findFirst().orElse("");
    char separator = header.indexOf(';') >= 0 ? ';' : ',';
    try (CsvReader<CsvRecord> lines =
        CsvReader.builder()
            .fieldSeparator(separator)
            .maxBufferSize(LONGEST_FIELD * COLUMNS.size())
            .ofCsvRecord(csv)) {
      return read(lines);
    } catch (CsvParseException e) {
      throw new InvalidInput(ImportRule.NO_TABLE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<ImportedUser> read(CsvReader<CsvRecord> lines) {
    List<ImportedUser> people = new ArrayList<>();
    Optional<List<String>> columns = Optional.empty();
    for (CsvRecord line : lines) {
      if (columns.isEmpty()) {
        columns = Optional.of(columns(line.getFields()));
      } else if (people.size() == ImportUsers.MOST) {
        throw new InvalidInput(ImportRule.TOO_MANY, ImportUsers.MOST);
      } else {
        people.add(person(columns.get(), line));
      }
    }
    if (columns.isEmpty()) {
      throw new InvalidInput(ImportRule.NO_TABLE);
    }
    return people;
  }

  private static List<String> columns(List<String> named) {
    List<String> columns = named.stream().map(String::strip).toList();
    if (!COLUMNS.containsAll(columns) || columns.stream().distinct().count() < columns.size()) {
      throw new InvalidInput(ImportRule.COLUMN_UNKNOWN, String.join(", ", COLUMNS));
    }
    if (!columns.containsAll(List.of(NAME, EMAIL))) {
      throw new InvalidInput(ImportRule.COLUMN_MISSING);
    }
    return columns;
  }

  private static ImportedUser person(List<String> columns, CsvRecord line) {
    if (line.getFieldCount() != columns.size()) {
      throw new InvalidInput(ImportRule.NO_TABLE);
    }
    Map<String, String> fields = new HashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      fields.put(columns.get(i), line.getField(i).strip());
    }
    return new ImportedUser(
        line.getStartingLineNumber(),
        fields.getOrDefault(NAME, ""),
        fields.getOrDefault(EMAIL, ""),
        given(fields, DISPLAY_NAME),
        fields.getOrDefault(ADMINISTRATOR, ""),
        roles(fields.getOrDefault(ROLES, "")),
        given(fields, PASSWORD_HASH));
  }

  private static Optional<String> given(Map<String, String> fields, String column) {
    return Optional.ofNullable(fields.get(column)).filter(field -> !field.isEmpty());
  }

  private static List<String> roles(String text) {
    return Stream.of(text.split("\\|")).map(String::strip).filter(name -> !name.isEmpty()).toList();
  }
}
