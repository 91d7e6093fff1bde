package org.gatehouse.web.apidocs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
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

  /** Whoever administers may what all below may. */
  @Test
  void administratorsAreRefusedNothingThatOthersMay() {
    assertThat(Stream.of(AccessMatrix.pages(), AccessMatrix.operations()))
        .flatExtracting(Map::entrySet)
        .allSatisfy(
            row -> {
              if (row.getValue().containsValue(AccessMatrix.YES)) {
                assertThat(row.getValue())
                    .as(row.getKey())
                    .containsEntry("system administrator", AccessMatrix.YES);
              }
              if (row.getValue().values().stream().filter(AccessMatrix.YES::equals).count() > 1) {
                assertThat(row.getValue())
                    .as(row.getKey())
                    .containsEntry("workspace administrator", AccessMatrix.YES);
              }
            });
  }
}
