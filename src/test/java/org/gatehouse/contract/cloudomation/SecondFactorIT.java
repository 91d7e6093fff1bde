package org.gatehouse.contract.cloudomation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.gatehouse.fixture.Api;
import org.gatehouse.fixture.AtOnce;
import org.gatehouse.fixture.Authenticator;
import org.gatehouse.fixture.DeployedGatehouse;
import org.gatehouse.fixture.Mailbox;
import org.gatehouse.fixture.Person;
import org.gatehouse.fixture.Reply;
import org.gatehouse.fixture.ServerLog;
import org.gatehouse.fixture.Workspace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The field {@code otp} of a login: a code of an authenticator app or a recovery code. */
@ExtendWith(DeployedGatehouse.class)
class SecondFactorIT {
  private static final String HEADER = "Gatehouse-Second-Factor";

  private Person ann;
  private Authenticator app;

  @BeforeEach
  void enrol() {
    ann = Workspace.signUp().administrator();
    app = Authenticator.enrol(ann);
  }

  private Reply logIn(String password, String otp) {
    return Api.anonymous()
        .post(
            "/api/1/auth",
            Map.of(
                "client_name",
                ann.workspace(),
                "user_name",
                "ann",
                "password",
                password,
                "otp",
                otp));
  }

  private Reply logIn(String otp) {
    return logIn(ann.password(), otp);
  }

  private static void isCodeWanted(Reply reply) {
    assertThat(reply.is(401).body()).isEqualTo("401: Unauthorized");
    assertThat(reply.header(HEADER)).contains("totp");
  }

  @Test
  void saysInAHeaderThatOnlyTheCodeIsMissing() {
    isCodeWanted(Api.anonymous().logIn(ann.workspace(), "ann", ann.password()));
    isCodeWanted(logIn(""));
    isCodeWanted(logIn("  "));
  }

  @Test
  void saysInAHeaderThatOnlyTheCodeIsWrong() {
    for (String wrong : List.of("000000x", "12345", "x", "\u0660\u0661\u0662\u0663\u0664\u0665")) {
      isCodeWanted(logIn(wrong));
    }
  }

  @Test
  void saysNothingOfACodeWhereThePasswordIsWrong() {
    assertThat(logIn("wrong", app.codeAfter(1)).is(401).headers()).doesNotContainKey(HEADER);
    assertThat(logIn("wrong", "").is(401).headers()).doesNotContainKey(HEADER);
    logIn(app.codeAfter(1)).is(200);
  }

  @Test
  void acceptsACodeOnce() {
    isCodeWanted(logIn(app.codeAfter(0)));

    logIn(app.codeAfter(1)).is(200);

    isCodeWanted(logIn(app.codeAfter(1)));
  }

  @Test
  void acceptsACodeOnceAlsoFromManyAtTheSameMoment() {
    String code = app.codeAfter(1);

    List<Reply> replies = AtOnce.call(6, () -> logIn(code));

    assertThat(replies).extracting(Reply::status).containsOnlyOnce(200);
  }

  @Test
  void acceptsACodeAsPeopleWriteIt() {
    String code = app.codeAfter(1);

    // A keyboard for Japanese has full-width digits.
    String wide =
        code.substring(3)
            .chars()
            .mapToObj(c -> Character.toString(c + 0xFEE0))
            .collect(Collectors.joining());
    logIn(code.substring(0, 3) + "\u3000" + wide).is(200);
  }

  @Test
  void refusesACodeFarFromItsTime() {
    isCodeWanted(logIn(app.codeAfter(20)));
    isCodeWanted(logIn(app.codeAfter(-20)));
  }

  @Test
  void acceptsEachOfTenRecoveryCodesOnce() {
    assertThat(app.recoveryCodes()).hasSize(10).doesNotHaveDuplicates();

    logIn(app.recoveryCodes().get(0)).is(200);
    isCodeWanted(logIn(app.recoveryCodes().get(0)));
    logIn(app.recoveryCodes().get(9).toUpperCase(Locale.ROOT)).is(200);
  }

  @Test
  void acceptsARecoveryCodeOnceAlsoFromManyAtTheSameMoment() {
    String code = app.recoveryCodes().get(3);

    List<Reply> replies = AtOnce.call(6, () -> logIn(code));

    assertThat(replies).extracting(Reply::status).containsOnlyOnce(200);
  }

  @Test
  void locksTheAccountAfterTenWrongCodes() {
    for (int i = 0; i < 10; i++) {
      isCodeWanted(logIn("99999" + i + "9"));
    }

    Reply reply = logIn(app.recoveryCodes().get(0)).is(401);
    assertThat(reply.headers()).doesNotContainKey(HEADER);
  }

  @Test
  void isToldByMailWhenItIsTurnedOn() {
    assertThat(Mailbox.of(ann.email()))
        .anyMatch(mail -> mail.contains("Subject: Two-factor authentication is on"));
  }

  @Test
  void reachesNoLog() {
    String code = app.recoveryCodes().get(0);
    logIn(code).is(200);
    logIn(app.codeAfter(1)).is(200);

    assertThat(ServerLog.text()).contains("password+recovery-code", "password+totp");
    assertThat(ServerLog.text().contains(code)).isFalse();
  }
}
