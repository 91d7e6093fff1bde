package org.gatehouse.web.apidocs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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
          "user",
          "help desk",
          "auditor",
          "key manager",
          "workspace administrator",
          "system administrator");

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

  private static Map<String, Map<String, String>> rows(Predicate<String> wanted) {
    try (Stream<String> lines = Files.lines(DOCUMENT)) {
      return lines
          .filter(line -> line.startsWith("| `"))
          .map(AccessMatrix::cells)
          .filter(cells -> wanted.test(cells.get(0)))
          .collect(
              Collectors.toMap(
                  cells -> cells.get(0),
                  AccessMatrix::byCaller,
                  (one, other) -> {
                    throw new IllegalStateException("There are two rows of the same.");
                  },
                  LinkedHashMap::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Without the second, which says by what: that is for people. */
  private static List<String> cells(String line) {
    List<String> cells =
        Arrays.stream(line.substring(1).split("\\|"))
            .map(cell -> cell.strip().replace("`", ""))
            .toList();
    if (cells.size() != CALLERS.size() + 2) {
      throw new IllegalStateException("Not as many cells as columns: " + line);
    }
    return Stream.concat(cells.stream().limit(1), cells.stream().skip(2)).toList();
  }

  private static Map<String, String> byCaller(List<String> cells) {
    Map<String, String> row = new LinkedHashMap<>();
    IntStream.range(0, CALLERS.size())
        .forEach(column -> row.put(CALLERS.get(column), cells.get(column + 1)));
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
              views, Stream.of("/account", "/admin", "/login/passkey", "/password-strength"))
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
