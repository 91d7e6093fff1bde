package org.gatehouse.core.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AuditTypeTest {
  private static final Pattern ROW =
      Pattern.compile("^\\| `([a-z-]+)` \\|.*\\|$", Pattern.MULTILINE);

  @Test
  void operatorsFindEachTypeInTheDocumentation() throws IOException {
    String operations = Files.readString(Path.of("docs/operations.md"));
    String section = operations.substring(operations.indexOf("| type | |"));
    List<String> documented =
        ROW.matcher(section).results().map(row -> row.group(1)).sorted().toList();
    assertThat(documented)
        .containsExactlyElementsOf(
            Stream.of(AuditType.values()).map(AuditType::word).sorted().toList());
  }

  @Test
  void aTypeFitsItsColumn() {
    assertThat(AuditType.values()).allMatch(type -> type.word().length() <= 40);
  }
}
