package org.gatehouse.core.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.gatehouse.core.account.ReauthenticationRequired;
import org.gatehouse.core.audit.Audit;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.credential.apikey.KeyScope;
import org.gatehouse.core.credential.apikey.MadeApiKey;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.text.Json;
import org.gatehouse.fixture.Authenticator;
import org.gatehouse.fixture.CoreDatabase;
import org.gatehouse.fixture.CoreTest;
import org.gatehouse.fixture.CoreTransactions;
import org.gatehouse.fixture.CoreWorkspace;
import org.gatehouse.fixture.MovableClock;
import org.gatehouse.http.PersonalData;
import org.junit.jupiter.api.Test;

/** What people are given of themselves. */
@CoreTest
class ExportOwnDataTest {
  private final ExportOwnData exportOwnData;
  private final CoreWorkspace works;
  private final CoreDatabase database;
  private final MovableClock clock;

  ExportOwnDataTest(
      ExportOwnData exportOwnData, CoreWorkspace works, CoreDatabase database, MovableClock clock) {
    this.exportOwnData = exportOwnData;
    this.works = works;
    this.database = database;
    this.clock = clock;
  }

  private String text(Caller caller) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PersonalData.write(exportOwnData.begin(caller), out);
    return out.toString(StandardCharsets.UTF_8);
  }

  private static JsonObject read(String text) {
    return Json.createReader(new StringReader(text)).readObject();
  }

  @Test
  void hasWhatIsKeptByNameAndNoSecret() {
    works.add("bob");
    MadeApiKey key = works.makeKey("bob", KeyScope.LOGIN);
    Caller bob = works.caller("bob");
    Authenticator app = works.enrol(bob);

    String text = text(bob);
    JsonObject data = read(text);

    assertThat(data.getJsonObject("account").getString("name")).isEqualTo("bob");
    assertThat(data.getJsonObject("account").getString("email")).isEqualTo(works.email("bob"));
    assertThat(data.getJsonObject("account").getString("workspace_uid")).isEqualTo(works.uid());
    assertThat(data.getJsonObject("password").getBoolean("initial")).isFalse();
    assertThat(data.getJsonObject("totp").getString("confirmed_at")).startsWith("2030-");
    assertThat(data.getJsonArray("recovery_codes")).hasSize(10);
    assertThat(data.getJsonArray("sessions").getJsonObject(0).getString("user_agent"))
        .isEqualTo("JUnit");
    assertThat(data.getJsonArray("keys").getJsonObject(0).getString("name")).isEqualTo("Key");
    assertThat(data.getJsonArray("activity").toString()).contains("data-export");
    assertThat(data.getJsonArray("passkeys")).isEmpty();
    assertThat(data.isNull("invitation")).isTrue();
    List<String> secrets =
        database.texts(
            "select phc from password_credential where user_id = ? union all"
                + " select encrypted_secret from totp_credential where user_id = ? union all"
                + " select code_hash from recovery_code where user_id = ? union all"
                + " select key_hash from api_key where user_id = ?",
            bob.userId(),
            bob.userId(),
            bob.userId(),
            bob.userId());
    assertThat(secrets).hasSize(13);
    assertThat(text).doesNotContain(secrets).doesNotContain(key.secret());
    assertThat(text).doesNotContain(app.recoveryCodes());
  }

  @Test
  void hasTheWholeLogHoweverLongItIs(Audit audit, CoreTransactions transactions) {
    works.add("bob");
    Caller bob = works.caller("bob");
    transactions.run(
        () -> {
          for (int i = 0; i < 1020; i++) {
            audit.record(bob.audited(AuditType.LIMIT, "ok"));
          }
        });
    long entries =
        database.count("select count(*) from audit_event where user_id = ?", bob.userId());

    // And the entry of this.
    assertThat(read(text(bob)).getJsonArray("activity")).hasSize((int) entries + 1);
  }

  @Test
  void whoWantsItShowsWhoItIsAndItIsRecorded() {
    works.add("bob");
    Caller bob = works.caller("bob");
    clock.advance(Duration.ofHours(1));
    assertThatThrownBy(() -> exportOwnData.begin(bob)).isInstanceOf(ReauthenticationRequired.class);
    assertThat(works.audited(AuditType.DATA_EXPORT)).isEmpty();

    text(works.caller("bob"));

    assertThat(works.audited(AuditType.DATA_EXPORT)).containsExactly("ok");
  }

  @Test
  void whoHasActedIsAnAdministratorAndNoMore(ChangeUser changeUser) {
    works.add("bob");
    changeUser.change(works.caller("ann"), "bob", UserChange.active(false));
    changeUser.change(works.caller("ann"), "bob", UserChange.active(true));

    String text = text(works.caller("bob"));

    assertThat(text).contains("an administrator");
    assertThat(text).doesNotContain("\"ann\"", works.user("ann").id().toString());
  }
}
