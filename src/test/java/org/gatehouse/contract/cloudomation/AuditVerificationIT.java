package org.gatehouse.contract.cloudomation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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

  private Run verify(Person person) throws Exception {
    return terminal.run(
        List.of("bash", "gatehouse", "verify-audit"),
        Map.of("GATEHOUSE_WORKSPACE", person.workspace(), "GATEHOUSE_USER", person.name()),
        List.of(person.password()));
  }

  @Test
  void findsAnEntryThatWasChanged() throws Exception {
    assertThat(verify(system).is(0).output())
        .contains("As it was written: ")
        .containsPattern("\nnumber=\\d+ hash=[0-9a-f]*\n");

    Person bob = Workspace.signUp().add("bob");
    String entry =
        Database.text(
            "select cast(id as varchar(36)) from audit_event where type = 'user-add'"
                + " and user_id = ?",
            UUID.fromString(bob.id()));
    String change = "update audit_event set outcome = ? where id = ?";
    Database.update(change, "refused", UUID.fromString(entry));
    String found = verify(system).is(2).output();
    Database.update(change, "ok", UUID.fromString(entry));

    assertThat(found).contains("Not as it was written: ").contains(", entry " + entry + "\n");
    verify(system).is(0);
  }

  @Test
  void isForSystemAdministrators() throws Exception {
    Person ann = Workspace.signUp().administrator();

    verify(ann).fails("This is for administrators");
    ann.api().get("/api/1/audit-verification").is(403);
    Api.anonymous().get("/api/1/audit-verification").is(401);
    system.api().get("/api/1/audit-verification?number=x").refuses(400, "Bad Request");
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
