package org.gatehouse.web.apidocs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.gatehouse.core.user.Permission;
import org.junit.jupiter.api.Test;

/** docs/security/access.md has every page and every operation, and nothing else. */
class AccessMatrixTest {
  @Test
  void hasEveryPage() {
    assertThat(AccessMatrix.presentPages()).hasSizeGreaterThan(40);
    assertThat(AccessMatrix.pages().keySet())
        .containsExactlyInAnyOrderElementsOf(AccessMatrix.presentPages());
  }

  @Test
  void hasEveryOperation() {
    assertThat(AccessMatrix.operations().keySet())
        .hasSizeGreaterThan(100)
        .containsExactlyInAnyOrderElementsOf(
            AccessMatrix.presentOperations().stream()
                .map(operation -> operation.method() + " " + operation.path())
                .toList());
  }

  @Test
  void hasACellForEverybody() {
    assertThat(Stream.of(AccessMatrix.pages(), AccessMatrix.operations()))
        .flatExtracting(Map::values)
        .flatExtracting(Map::values)
        .containsOnly(AccessMatrix.YES, AccessMatrix.NO, AccessMatrix.ASKS);
  }

  /** The column before says why, and each cell of a person follows from it. */
  @Test
  void letsInWhoHasWhatIsNeeded() {
    Map<String, String> needs = AccessMatrix.needs();
    assertThat(Stream.of(AccessMatrix.pages(), AccessMatrix.operations()))
        .flatExtracting(Map::entrySet)
        .allSatisfy(
            row ->
                assertThat(row.getValue())
                    .as(row.getKey())
                    .containsAllEntriesOf(expected(needs.get(row.getKey()))));
  }

  /** Of programs, and keys that keep no rank, only the deployed WAR knows what a login lets do. */
  private static Map<String, String> expected(String needed) {
    return switch (needed) {
      case "" -> all(caller -> AccessMatrix.YES);
      case "what the request carries" -> all(caller -> AccessMatrix.ASKS);
      case "a login", "a login and its csrf" -> {
        Map<String, String> cells = all(caller -> cell(AccessMatrix.RANKS.containsKey(caller)));
        cells.keySet().removeAll(List.of("program", "key without ranks"));
        yield cells;
      }
      case "any rank" ->
          all(caller -> cell(!AccessMatrix.RANKS.getOrDefault(caller, Set.of()).isEmpty()));
      default -> {
        List<Permission> permissions =
            Arrays.stream(needed.split(", ")).map(AccessMatrixTest::permission).toList();
        yield all(
            caller ->
                cell(
                    permissions.stream()
                        .allMatch(
                            permission ->
                                AccessMatrix.RANKS.getOrDefault(caller, Set.of()).stream()
                                    .anyMatch(rank -> rank.grants(permission)))));
      }
    };
  }

  private static Map<String, String> all(UnaryOperator<String> cell) {
    Map<String, String> cells = new HashMap<>();
    AccessMatrix.CALLERS.forEach(caller -> cells.put(caller, cell.apply(caller)));
    return cells;
  }

  private static String cell(boolean may) {
    return may ? AccessMatrix.YES : AccessMatrix.NO;
  }

  private static Permission permission(String word) {
    return Arrays.stream(Permission.values())
        .filter(permission -> AccessMatrix.word(permission).equals(word))
        .findFirst()
        .orElseThrow(() -> new AssertionError("There is no permission " + word));
  }

  @Test
  void saysOfEachPermissionWhichRanksGrantIt() {
    assertThat(AccessMatrix.permissions().keySet())
        .containsExactlyElementsOf(
            Arrays.stream(Permission.values()).map(AccessMatrix::word).toList());
    AccessMatrix.permissions()
        .forEach(
            (word, cells) ->
                cells.forEach(
                    (column, cell) ->
                        assertThat(cell)
                            .as(word + " of " + column)
                            .isEqualTo(
                                cell(
                                    AccessMatrix.RANKS.get(column).stream()
                                        .anyMatch(rank -> rank.grants(permission(word)))))));
  }
}
