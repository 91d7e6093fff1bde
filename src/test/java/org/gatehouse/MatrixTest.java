package org.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What operators read of servers and JDKs is what {@code .ci/run} runs. */
class MatrixTest {
  /** Server, Jakarta EE, JDK, what runs, command. */
  private static final Pattern ROW =
      Pattern.compile(
          "(?m)^\\| (Payara|WildFly)(.*?) ([0-9][^ ]*) \\| 1[01] \\| ([0-9]+) \\| (.*?) \\| `(.*)` \\|$");

  /** Name, and what Maven is told. */
  private static final Pattern PART = Pattern.compile("(?m)^([a-z0-9-]+) (.*\\$integration.*)$");

  @Test
  void namesEachServerWithItsVersionAndItsJdk() throws IOException {
    assertThat(rows()).hasSize(4);
    for (MatchResult row : rows()) {
      String server = row.group(1) + row.group(2);
      String version =
          switch (server) {
            case "Payara Micro" -> row.group(6).contains("-Ppayara7") ? pom(2) : pom(1);
            case "WildFly", "WildFly Preview" -> property("wildfly.version");
            default -> server;
          };
      assertThat(row.group(3)).as(server).isEqualTo(version);
    }
  }

  @Test
  void namesPayaraServerWithItsVersion() throws IOException {
    Pattern artifact = Pattern.compile("<artifactId>payara</artifactId><version>(.*?)</version>");
    String version = all(artifact, "pom.xml").findFirst().orElseThrow().group(1);

    assertThat(Path.of("docs/operations.md"))
        .content()
        .contains("**Payara Server " + version + "**");
  }

  @Test
  void namesWhatRuns() throws IOException {
    List<String> told =
        rows().stream()
            .map(
                row ->
                    profiles(row.group(6))
                        + (row.group(5).contains("smoke") ? " smoke" : " all")
                        + (row.group(4).equals("25") ? " jdk25" : ""))
            .toList();

    assertThat(parts())
        .extracting(
            part ->
                profiles(part.group(2))
                    + (part.group(2).contains("$smoke") ? " smoke" : " all")
                    + (part.group(1).endsWith("-jdk25") ? " jdk25" : ""))
        .containsExactlyInAnyOrderElementsOf(told);
  }

  /** Those with servers of the tests' own and with identity providers are parts of a whole. */
  private static List<MatchResult> parts() throws IOException {
    return all(PART, ".ci/run")
        .filter(part -> !part.group(2).matches(".*-Dgroups=(own-server|idp).*"))
        .toList();
  }

  private static List<MatchResult> rows() throws IOException {
    return all(ROW, "docs/operations.md").toList();
  }

  private static String profiles(String command) {
    return command.replaceFirst("^(?:.*? )?-P(\\S+).*$|^.*$", "$1");
  }

  /** The versions of Payara in the order of the pom: by default, and of the profile. */
  private static String pom(int which) throws IOException {
    return all(Pattern.compile("<payara.version>(.*)</payara.version>"), "pom.xml")
        .toList()
        .get(which - 1)
        .group(1);
  }

  private static String property(String name) throws IOException {
    return all(Pattern.compile("<" + name + ">(.*)</" + name + ">"), "pom.xml")
        .findFirst()
        .orElseThrow()
        .group(1);
  }

  private static Stream<MatchResult> all(Pattern pattern, String file) throws IOException {
    return pattern.matcher(Files.readString(Path.of(file))).results();
  }
}
