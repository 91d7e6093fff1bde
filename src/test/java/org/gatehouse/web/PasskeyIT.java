package org.gatehouse.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.gatehouse.fixture.Api;
import org.gatehouse.fixture.AuditLog;
import org.gatehouse.fixture.Database;
import org.gatehouse.fixture.DeployedGatehouse;
import org.gatehouse.fixture.PasskeyDevice;
import org.gatehouse.fixture.Reply;
import org.gatehouse.fixture.Visitor;
import org.gatehouse.fixture.Workspace;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the wire lets through of passkeys, and what it doesn't. */
@ExtendWith(DeployedGatehouse.class)
class PasskeyIT {
  private static final String REFUSED = "This passkey can’t sign you in here.";
  private static final String SITE = DeployedGatehouse.base().toString();

  private final Visitor visitor = new Visitor(DeployedGatehouse.base());
  private final PasskeyDevice device = new PasskeyDevice(SITE);
  private Workspace works;
  private List<String> recoveryCodes = List.of();

  @BeforeEach
  void enrol() {
    works = Workspace.signUp();
    visitor.logIn(works.uid(), works.administrator().name(), Workspace.PASSWORD);
    recoveryCodes = enrol(device).select("#recoveryCodes li").eachText();
    assertThat(recoveryCodes).hasSize(10);
  }

  private Document enrol(PasskeyDevice with) {
    Document page = visitor.press(visitor.page("/account/passkeys"), "begin", Map.of());
    String options = page.selectFirst("[data-passkey=create]").attr("data-options");
    return visitor.press(
        page, "passkeyButton", Map.of("passkey", with.make(options), "passkeyName", "Phone"));
  }

  private static String question(Visitor who) {
    HttpResponse<String> answer = who.get("/login/passkey");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
    return answer.body();
  }

  private static Document shows(Visitor who, String passkey) {
    return who.press(who.page("/login"), "passkeyButton", Map.of("passkey", passkey));
  }

  private static Visitor stranger() {
    Visitor stranger = new Visitor(DeployedGatehouse.base());
    stranger.page("/login");
    return stranger;
  }

  private static boolean isIn(Visitor who) {
    return who.page("/account/passkeys").getElementById("begin") != null;
  }

  private void isRefused(Visitor who, String passkey) {
    Document page = shows(who, passkey);
    assertThat(page.text()).contains(REFUSED);
    assertThat(page.select("[data-unknown-passkey]")).isEmpty();
    assertThat(isIn(who)).isFalse();
  }

  @Test
  void logsInOnceByAnAnswerAndInThatBrowserAlone() {
    Visitor who = stranger();
    String shown = device.show(question(who));
    isRefused(stranger(), shown);

    assertThat(shows(who, shown).text()).doesNotContain(REFUSED);
    assertThat(isIn(who)).isTrue();
    assertThat(AuditLog.latest(works, "login")).contains("ok");

    who.press(who.page("/account/passkeys"), "signOutButton", Map.of());
    isRefused(who, shown);
    assertThat(AuditLog.latest(works, "login")).contains("passkey-used-challenge");
  }

  @Test
  void refusesWhatIsWrongAlike() {
    Visitor who = stranger();
    isRefused(who, device.at("https://evil.example").show(question(who)));
    isRefused(who, device.at(SITE).believing("evil.example").show(question(who)));
    isRefused(who, device.believing("").saying(0x01).show(question(who)));
    isRefused(who, "{}");
    isRefused(who, "{".repeat(20_000));
    isRefused(who, "[".repeat(10_000));
  }

  @Test
  void tellsABrowserOfAPasskeyThatNobodyHas() {
    Visitor who = stranger();
    var unknown = new PasskeyDevice(SITE);
    Document page = shows(who, unknown.show(question(who)));
    assertThat(page.text()).contains(REFUSED);
    assertThat(page.selectFirst("[data-unknown-passkey]").attr("data-unknown-passkey"))
        .contains(unknown.credentialId());
  }

  @Test
  void refusesOneOfAnotherWorkspace() {
    Visitor who = stranger();
    Document page = who.page("/login");
    page.getElementById("passkeyLogin").attr("action", "/login?workspace=another");
    assertThat(
            who.press(page, "passkeyButton", Map.of("passkey", device.show(question(who)))).text())
        .contains(REFUSED);
    assertThat(AuditLog.latest(works, "login")).contains("other-workspace");
  }

  @Test
  void isASecondFactor() {
    Visitor who = stranger();
    Document page = who.logIn(works.uid(), works.administrator().name(), Workspace.PASSWORD);
    assertThat(page.getElementById("code")).isNotNull();
    String options = page.selectFirst("[data-passkey=get]").attr("data-options");
    assertThat(options).contains(device.credentialId());

    Document again =
        who.press(page, "passkeyButton", Map.of("passkey", device.show(question(who))));
    assertThat(again.text()).contains("This passkey isn’t right");
    assertThat(isIn(who)).isFalse();

    who.press(page, "passkeyButton", Map.of("passkey", device.show(options)));
    assertThat(isIn(who)).isTrue();
  }

  @Test
  void showsWhoItIsAgain() {
    agesTheLogin();
    Document asked = visitor.press(visitor.page("/account/passkeys"), "begin", Map.of());
    String options = asked.selectFirst("[data-passkey=get]").attr("data-options");
    assertThat(asked.getElementById("stepUpPasskey").attr("form")).isEqualTo("adding");
    Document form =
        visitor.press(
            asked, "begin", Map.of("stepUpPassword", "", "stepUpPasskey", device.show(options)));
    assertThat(form.select("[data-passkey=create]")).isNotEmpty();
  }

  @Test
  void isMadeAnewByWhoeverTookTooLong() {
    Document page = visitor.press(visitor.page("/account/passkeys"), "begin", Map.of());
    var second = new PasskeyDevice(SITE);
    String options = page.selectFirst("[data-passkey=create]").attr("data-options");
    agesTheLogin();
    Document again =
        visitor.press(
            page,
            "passkeyButton",
            Map.of("passkey", second.make(options), "passkeyName", "Wristwatch"));
    assertThat(again.text()).contains("Please try again").doesNotContain("Wristwatch");
    assertThat(again.getElementById("stepUpButton")).isNull();
    assertThat(again.getElementById("begin")).isNotNull();
  }

  @Test
  void refusesAnAnswerWithoutAnId() {
    Visitor who = stranger();
    String shown = device.show(question(who));
    isRefused(who, shown.replaceFirst("\"rawId\":\"[^\"]*\",", ""));
  }

  private void agesTheLogin() {
    Database.update(
        "update login_session set authenticated_at = authenticated_at - interval '2' hour"
            + " where user_id = ?",
        UUID.fromString(works.administrator().id()));
  }

  @Test
  void isListedAndRemovedByTheApi() {
    Api api = works.administrator().api();
    Reply list = api.get("/api/1/passkey").is(200);
    assertThat(list.body()).contains("\"name\":\"Phone\"", "\"last_used_at\":null");
    String id = list.body().replaceAll(".*\"id\":\"([^\"]+)\".*", "$1");

    Reply refused = api.delete("/api/1/passkey/" + id).is(403);
    assertThat(refused.header("Gatehouse-Reauthentication")).hasValue("otp");
    Api fresh = Api.anonymous().withToken(logIn(recoveryCodes.get(0)).is(200).text("token"));
    fresh.delete("/api/1/passkey/" + id).is(409);
    enrol(new PasskeyDevice(SITE));
    fresh.delete("/api/1/passkey/" + UUID.randomUUID()).is(404);
    fresh.delete("/api/1/passkey/" + id).is(204);
    Visitor who = stranger();
    assertThat(shows(who, device.show(question(who))).text()).contains(REFUSED);
  }

  @Test
  void endsTheOtherSessionsWhereTheBoxIsTicked() {
    Visitor phone = stranger();
    shows(phone, device.show(question(phone)));
    enrol(new PasskeyDevice(SITE));
    assertThat(isIn(phone)).as("the box is unticked").isTrue();

    Document page = visitor.press(visitor.page("/account/passkeys"), "begin", Map.of());
    assertThat(page.getElementById("endOtherSessions").hasAttr("checked")).isTrue();
    String options = page.selectFirst("[data-passkey=create]").attr("data-options");
    visitor.press(
        page,
        "passkeyButton",
        Map.of(
            "passkey", new PasskeyDevice(SITE).make(options),
            "passkeyName", "Key",
            "endOtherSessions", "on"));
    assertThat(isIn(phone)).isFalse();
    assertThat(isIn(visitor)).isTrue();
  }

  @Test
  void isWhatProgramsAreToldToUseWhereNoCodeIsEnough() {
    Api ann = Api.anonymous().withToken(logIn(recoveryCodes.get(0)).is(200).text("token"));
    ann.put(
            "/api/1/authentication-policy",
            Map.of("second_factor", "phishing-resistant", "grace_days", 1))
        .is(200);
    Database.update(
        "update authentication_policy set grace_days = 0 where workspace_id ="
            + " (select id from workspace where uid = ?)",
        works.uid());

    assertThat(logIn(recoveryCodes.get(1)).is(401).header("Gatehouse-Second-Factor"))
        .hasValue("passkey");
    assertThat(AuditLog.latest(works, "login")).contains("passkey-required");
  }

  private Reply logIn(String otp) {
    return Api.anonymous()
        .post(
            "/api/1/auth",
            Map.of(
                "client_name",
                works.uid(),
                "user_name",
                works.administrator().name(),
                "password",
                Workspace.PASSWORD,
                "otp",
                otp));
  }

  @Test
  void tellsWhereItIsAndWhoseItIs() {
    Reply endpoints = Api.anonymous().get("/.well-known/passkey-endpoints").is(200);
    assertThat(endpoints.text("enroll")).isEqualTo(SITE + "/account/passkeys");
    assertThat(endpoints.text("manage")).isEqualTo(SITE + "/account/passkeys");
    assertThat(Api.anonymous().get("/.well-known/webauthn").is(200).body())
        .contains("\"origins\":[\"" + SITE + "\"");
  }
}
