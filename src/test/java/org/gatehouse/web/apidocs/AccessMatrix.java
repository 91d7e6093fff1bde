package org.gatehouse.web.apidocs;

import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gatehouse.core.user.Permission;
import org.gatehouse.core.user.Rank;

/** The tables of docs/security/access.md, and what has to be in them. */
final class AccessMatrix {
  /** The cell of who is let in. */
  static final String YES = "yes";

  /** The cell of who is refused. */
  static final String NO = "–";

  /** The cell of what goes by the request alone, whoever is logged in. */
  static final String ASKS = "asks";

  /** The columns, by those who call. */
  static final List<String> CALLERS =
      List.of(
          "anonymous",
          "program",
          "key without ranks",
          "user",
          "help desk",
          "auditor",
          "key manager",
          "workspace administrator",
          "system administrator",
          "both administrators");

  /** The columns of people, who have these ranks. */
  static final Map<String, Set<Rank>> RANKS =
      ImmutableMap.of(
          "user", Set.of(),
          "help desk", Set.of(Rank.HELP_DESK),
          "auditor", Set.of(Rank.AUDITOR),
          "key manager", Set.of(Rank.KEY_MANAGER),
          "workspace administrator", Set.of(Rank.WORKSPACE_ADMINISTRATOR),
          "system administrator", Set.of(Rank.SYSTEM_ADMINISTRATOR),
          "both administrators", Set.of(Rank.WORKSPACE_ADMINISTRATOR, Rank.SYSTEM_ADMINISTRATOR));

  private static final Path DOCUMENT = Path.of("docs/security/access.md");
  private static final Path SOURCES = Path.of("src/main/webapp");

  private AccessMatrix() {}

  /** The cells of each page, by its path and then by the caller. */
  static Map<String, Map<String, String>> pages() {
    return rows(name -> name.startsWith("/"));
  }

  /** The same of each operation, by method and path. */
  static Map<String, Map<String, String>> operations() {
    return rows(name -> !name.startsWith("/"));
  }

  /** What each page and each operation needs, by its path, or method and path. */
  static Map<String, String> needs() {
    return lines(AccessMatrix::isOfPageOrOperation, cells -> cells.get(1));
  }

  /** The cells of each permission, by its word and then by the rank. */
  static Map<String, Map<String, String>> permissions() {
    List<String> ranks =
        RANKS.keySet().stream().filter(column -> RANKS.get(column).size() == 1).toList();
    return lines(AccessMatrix::isOfPermission, cells -> byColumn(ranks, cells, 1));
  }

  /** Who reads and changes each attribute of people. */
  static Map<String, Attribute> attributes() {
    return lines(
        AccessMatrix::isOfAttribute,
        cells -> new Attribute(cells.get(1), cells.get(2), cells.get(3).equals(YES)));
  }

  /** No other table has so many columns. */
  private static boolean isOfAttribute(String line) {
    return line.startsWith("| ")
        && !line.startsWith("| attribute ")
        && line.chars().filter(c -> c == '|').count() == 5;
  }

  /**
   * A row of the table of attributes.
   *
   * @param reads what somebody needs to read that of others
   * @param changes what somebody needs to change that of others
   * @param own whether people change their own under their account
   */
  record Attribute(String reads, String changes, boolean own) {}

  /** Whether somebody with these ranks has what a cell of that table says is needed. */
  static boolean isEnough(String needed, Set<Rank> ranks) {
    return switch (needed) {
      case NO -> false;
      case "a login" -> true;
      default ->
          Arrays.stream(needed.split(", "))
              .allMatch(
                  word ->
                      ranks.stream()
                          .anyMatch(
                              rank ->
                                  Arrays.stream(Permission.values())
                                      .filter(rank::grants)
                                      .anyMatch(granted -> word(granted).equals(word))));
    };
  }

  private static boolean isOfPermission(String line) {
    return Arrays.stream(Permission.values())
        .anyMatch(permission -> line.startsWith("| " + word(permission) + ": "));
  }

  /** What it is called there. */
  static String word(Permission permission) {
    return permission.role().replaceFirst("^may=", "");
  }

  private static Map<String, Map<String, String>> rows(Predicate<String> wanted) {
    Map<String, Map<String, String>> all =
        lines(AccessMatrix::isOfPageOrOperation, cells -> byColumn(CALLERS, cells, 2));
    all.keySet().removeIf(name -> !wanted.test(name));
    return all;
  }

  private static boolean isOfPageOrOperation(String line) {
    return line.startsWith("| `");
  }

  /** By what stands first in each line, up to a colon if there is one. */
  private static <T> Map<String, T> lines(
      Predicate<String> wanted, Function<List<String>, T> read) {
    try (Stream<String> lines = Files.lines(DOCUMENT)) {
      return lines
          .filter(wanted)
          .map(AccessMatrix::cells)
          .collect(
              Collectors.toMap(
                  cells -> cells.get(0).replaceFirst(": .*", ""),
                  read,
                  (one, other) -> {
                    throw new IllegalStateException("There are two rows of the same.");
                  },
                  LinkedHashMap::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> cells(String line) {
    return Arrays.stream(line.substring(1).split("\\|"))
        .map(cell -> cell.strip().replace("`", ""))
        .toList();
  }

  private static Map<String, String> byColumn(
      List<String> columns, List<String> cells, int before) {
    if (cells.size() != columns.size() + before) {
      throw new IllegalStateException("Not as many cells as columns: " + cells);
    }
    Map<String, String> row = new LinkedHashMap<>();
    IntStream.range(0, columns.size())
        .forEach(column -> row.put(columns.get(column), cells.get(column + before)));
    return Collections.unmodifiableMap(row);
  }

  /** All pages that there are, and the addresses that are only for pages. */
  static List<String> presentPages() {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      Stream<String> views =
          files
              .map(file -> SOURCES.relativize(file).toString().replace('\\', '/'))
              .filter(file -> file.endsWith(".xhtml") && !file.startsWith("WEB-INF/"))
              .map(file -> "/" + file.replaceFirst("\\.xhtml$", ""))
              .map(path -> path.equals("/index") ? "/" : path);
      return Stream.concat(
              views, Stream.of("/account", "/login/passkey", "/password-strength", "/preferences"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * All operations that are documented, which {@link DocumentedPathsTest} holds to all there are.
   */
  static List<ApiOperation> presentOperations() {
    return new OperationReader(ApiDocument.of("https://gatehouse.example"))
        .groups().stream().flatMap(group -> group.operations().stream()).toList();
  }
}
