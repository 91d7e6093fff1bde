package org.gatehouse.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.gatehouse.fixture.SystemdService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What operators start servers with holds all that tests start them with, and is well-formed. */
class ServerConfigTest {
  private static final Path CONFIG = Path.of("server-config");

  @Test
  void aPortThatIsShutAtFirstHasTheSettingsOfOneThatIsNot() throws IOException {
    assertThat(commands("payara/closed.asadmin")).containsAll(commands("payara/loopback.asadmin"));
  }

  @Test
  void payaraServerHasTheSettingsOfPayaraMicroOnBothItsPorts() throws IOException {
    List<String> server =
        Stream.concat(
                commands("payara-server/setup.asadmin").stream(),
                commands("payara-server/closed.asadmin").stream())
            .toList();
    for (String command : commands("payara/loopback.asadmin")) {
      assertThat(server).contains(command.replace(".http-listener.", ".http-listener-1."));
      if (command.contains(".protocol.")) {
        assertThat(server).contains(command.replace(".http-listener.", ".http-listener-2."));
      }
    }
    assertThat(server).containsAll(commands("payara/access-log.asadmin"));
  }

  /**
   * asadmin parts words at colons, and reads a backslash itself. Payara keeps one option of a name:
   * there the line that {@code quiet} would spare stands in the log.
   */
  @Test
  void payaraServerHasTheSameOptionsOfTheJvm() throws IOException {
    List<String> options =
        Stream.concat(commands("payara/jvm.options").stream(), commands("memory.options").stream())
            .filter(option -> !option.equals("-XX:CompileCommand=quiet"))
            .map(option -> "create-jvm-options " + option.replace(":", "\\\\:"))
            .toList();

    assertThat(commands("payara-server/setup.asadmin"))
        .filteredOn(command -> command.startsWith("create-jvm-options"))
        .containsExactlyElementsOf(options);
  }

  /** A name that is wrong, a path that isn't there, or a lock that is missing. */
  @ParameterizedTest
  @ValueSource(strings = {"payara-micro", "payara-server", "wildfly"})
  void systemdKnowsAllOfTheUnit(String server, @TempDir Path folder) throws Exception {
    SystemdService.assumeAnalyzable();
    Path unit = folder.resolve("gatehouse.service");
    Files.copy(CONFIG.resolve("systemd/gatehouse.service"), unit);
    Path conf = Files.createDirectory(folder.resolve("gatehouse.service.d")).resolve("server.conf");
    Files.writeString(
        conf,
        Files.readString(CONFIG.resolve("systemd/servers/" + server + ".conf"))
            // Programs that this machine hasn't got.
            .replaceFirst("ExecStart=/opt/\\S+", "ExecStart=/bin/true"));

    assertThat(SystemdService.analyze("verify", unit.toString())).isEmpty();
    // Tenths of what is open at most: 1.4 of 10.
    SystemdService.analyze(
        "security", "--no-pager", "--offline=yes", "--threshold=14", unit.toString());
  }

  private static List<String> commands(String file) throws IOException {
    return Files.readAllLines(CONFIG.resolve(file)).stream()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .toList();
  }
}
