package org.gatehouse.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What operators start Payara with holds all that tests start it with. */
class ServerConfigTest {
  private static final Path PAYARA = Path.of("server-config/payara");

  @Test
  void aPortThatIsShutAtFirstHasTheSettingsOfOneThatIsNot() throws IOException {
    assertThat(commands("closed.asadmin")).containsAll(commands("loopback.asadmin"));
  }

  private static List<String> commands(String file) throws IOException {
    return Files.readAllLines(PAYARA.resolve(file)).stream()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .toList();
  }
}
