package org.gatehouse.contract.cloudomation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.gatehouse.fixture.Api;
import org.gatehouse.fixture.Database;
import org.gatehouse.fixture.DeployedGatehouse;
import org.gatehouse.fixture.Person;
import org.gatehouse.fixture.Terminal;
import org.gatehouse.fixture.Terminal.Run;
import org.gatehouse.fixture.Workspace;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Whether somebody has rewritten the audit log: by the script, run as people run it. */
@ExtendWith(DeployedGatehouse.class)
class AuditVerificationIT {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Pattern NOTED =
      Pattern.compile("\nnumber=(\\d+) hash=([0-9a-f]{64}) begun_at=(\\S+)\n");

  @TempDir private Path temporary;
  private Terminal terminal;
  private Person system;

  @BeforeAll
  static void assumeInstalled() {
    Terminal.assumeInstalled();
  }

  @BeforeEach
  void download() throws IOException {
    terminal = new Terminal(temporary);
    terminal.download("gatehouse");
    system = Workspace.first().administrator();
  }

  private Run verify(Person person, String... note) throws Exception {
    return terminal.run(
        Stream.concat(Stream.of("bash", "gatehouse", "verify-audit"), Stream.of(note)).toList(),
        Map.of("GATEHOUSE_WORKSPACE", person.workspace(), "GATEHOUSE_USER", person.name()),
        List.of(person.password()));
  }

  @Test
  void findsAnEntryThatWasChanged() throws Exception {
    Person bob = Workspace.signUp().add("bob");
    String entry =
        Database.text(
            "select cast(id as varchar(36)) from audit_event where type = 'user-add'"
                + " and user_id = ?",
            UUID.fromString(bob.id()));
    awaitLink(entry);
    String output = verify(system).is(0).output();
    assertThat(output).contains("As it was written: ");
    Matcher noted = NOTED.matcher(output);
    assertThat(noted.find()).as(output).isTrue();

    String change = "update audit_event set outcome = ? where id = ?";
    Database.update(change, "refused", UUID.fromString(entry));
    String found = verify(system).is(2).output();
    Database.update(change, "ok", UUID.fromString(entry));

    assertThat(found)
        .contains("Not as it was written: ")
        .containsPattern("changed: number \\d+, entry " + entry + "\n");
    assertThat(found).doesNotContain("begun_at=");
    verify(system, noted.group(1), noted.group(2), noted.group(3)).is(0);
    verify(system, "--seconds", "60", noted.group(3)).is(0);
    assertThat(verify(system, "2020-01-01T00:00:00Z").is(2).output())
        .contains("not-as-noted: number none, entry unknown\n");
    assertThat(verify(system, noted.group(1), "0".repeat(64)).is(2).output())
        .contains("not-as-noted: number " + noted.group(1) + ", entry unknown\n");
    verify(system, "999999999", noted.group(2)).is(2);
    verify(system, noted.group(1), "short").fails("Which link?");
    verify(system, "--seconds", "0").fails("--seconds wants a number");
    verify(system, "1T&Z").fails("Since when?");
  }

  /** Within a minute, by the task of the deployed WAR. */
  private static void awaitLink(String entry) throws InterruptedException {
    Instant deadline = Instant.now().plus(PATIENCE);
    String links = "select count(*) from audit_link where event_id = ?";
    while (Database.count(links, UUID.fromString(entry)) == 0) {
      assertThat(Instant.now()).isBefore(deadline);
      Thread.sleep(500);
    }
  }

  @Test
  void isForSystemAdministrators() throws Exception {
    Person ann = Workspace.signUp().administrator();

    verify(ann).fails("This is for administrators");
    ann.api().get("/api/1/audit-verification").is(403);
    Api.anonymous().get("/api/1/audit-verification").is(401);
    for (String note :
        List.of("number=x", "number=1", "begun_at=x", "hash=" + "0".repeat(64), "number=0&hash=")) {
      system.api().get("/api/1/audit-verification?" + note).refuses(400, "Bad Request");
    }
  }

  @Test
  void looksForALinkThatWasWrittenDown() {
    assertThat(
            system
                .api()
                .get("/api/1/audit-verification?number=999999999&hash=" + "0".repeat(64))
                .is(200)
                .json())
        .containsEntry("valid", false);
  }
}
