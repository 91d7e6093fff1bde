package org.gatehouse.contract.cloudomation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.gatehouse.fixture.Api;
import org.gatehouse.fixture.DeployedGatehouse;
import org.gatehouse.fixture.Person;
import org.gatehouse.fixture.Reply;
import org.gatehouse.fixture.Workspace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The audit log as administrators get it. */
@ExtendWith(DeployedGatehouse.class)
class AuditLogIT {
  private Workspace works;
  private Api ann;
  private Person bob;

  @BeforeEach
  void found() {
    works = Workspace.signUp();
    ann = works.administrator().api();
    bob = works.add("bob");
  }

  @Test
  void isReadPartByPart() {
    ann.patch(bob.path(), Map.of("display_name", "Bobby")).is(200);

    Map<String, Object> entry =
        ann.get("/api/1/audit?person=bob&type=user-change").is(200).parts("entries").get(0);
    assertThat(entry)
        .containsEntry("outcome", "ok")
        .containsEntry("user", "bob")
        .containsEntry("actor", works.administrator().name())
        .containsEntry("user_id", bob.id())
        // Names of people stand in the log no more than addresses: it outlasts them.
        .hasEntrySatisfying(
            "changes",
            changes ->
                assertThat(changes.toString())
                    .contains("display_name", "hmac:")
                    .doesNotContain("bob", "Bobby"));

    Reply first = ann.get("/api/1/audit?limit=1").is(200);
    Reply second = ann.get("/api/1/audit?limit=1&cursor=" + first.text("next")).is(200);
    assertThat(second.parts("entries")).hasSize(1).isNotEqualTo(first.parts("entries"));
    Reply all = ann.get("/api/1/audit?limit=200").is(200);
    assertThat(all.json()).containsEntry("next", null);
    assertThat(all.parts("entries")).extracting(one -> one.get("type")).contains("sign-up");
  }

  @Test
  void isExportedAsJsonLines() {
    Reply file = ann.get("/api/1/audit/export.jsonl?type=user-add").is(200);
    assertThat(file.header("Content-Disposition")).contains("attachment; filename=\"audit.jsonl\"");
    assertThat(file.body().lines()).singleElement().asString().contains("\"user\":\"bob\"");
    assertThat(ann.get("/api/1/audit?type=audit-export").is(200).parts("entries"))
        .extracting(one -> one.get("detail"))
        .containsExactly("workspace type=user-add");
  }

  @Test
  void isExportedForSpreadsheetsThatRunNothing() {
    ann.with("User-Agent", "=1+1")
        .patch(bob.path(), Map.of("display_name", "Bobby, \"B\""))
        .is(200);
    Reply file = ann.get("/api/1/audit/export.csv?type=user-change").is(200);
    assertThat(file.body())
        .startsWith("id,time,type,outcome,workspace_id,user_id,user,")
        .contains(",'=1+1,", "\"{\"\"display_name\"\":")
        .endsWith(",\r\n");
  }

  @Test
  void isExportedWholeHoweverManyPartsThatTakes() {
    for (int i = 0; i < 520; i++) {
      ann.patch(bob.path(), Map.of("display_name", "Bob " + i)).is(200);
    }
    long changes =
        ann.get("/api/1/audit/export.jsonl?person=bob&type=user-change")
            .is(200)
            .body()
            .lines()
            .distinct()
            .count();
    assertThat(changes).isEqualTo(520);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/export.csv", "/export.jsonl"})
  void isForThoseWhomItConcerns(String what) {
    Api.anonymous().get("/api/1/audit" + what).is(401);
    bob.api().get("/api/1/audit" + what).is(403);
    ann.get("/api/1/audit" + what + "?scope=installation").is(403);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "?limit=0",
        "?limit=201",
        "?limit=x",
        "?cursor=x",
        "?type=none",
        "?outcome=%27",
        "?from=now",
        "?to=2030-13-01",
        "?address=here",
        "?person=nobody",
        "?scope=all",
        "/export.csv?type=none",
        "/export.jsonl?person=nobody"
      })
  void refusesWhatItDoesNotUnderstand(String query) {
    ann.get("/api/1/audit" + query).refuses(400, "Bad Request");
  }
}
