package org.gatehouse.contract.cloudcheckr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.contract.cloudcheckr.CloudCheckr.RESET;
import static org.gatehouse.contract.cloudcheckr.CloudCheckr.isError;
import static org.gatehouse.contract.cloudcheckr.CloudCheckr.isUnauthorized;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.gatehouse.fixture.Api;
import org.gatehouse.fixture.AtOnce;
import org.gatehouse.fixture.AuditLog;
import org.gatehouse.fixture.Database;
import org.gatehouse.fixture.DeployedGatehouse;
import org.gatehouse.fixture.Mailbox;
import org.gatehouse.fixture.Person;
import org.gatehouse.fixture.Reply;
import org.gatehouse.fixture.ResetMail;
import org.gatehouse.fixture.ServerLog;
import org.gatehouse.fixture.Visitor;
import org.gatehouse.fixture.Workspace;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code PUT /v1/auth/resetpassword}: a new password for whoever has the token of an e-mail. */
@ExtendWith(DeployedGatehouse.class)
class ResetPasswordIT {
  private static final String NEW = "seven walnut lanterns drifting north";
  private static final Duration LIFETIME = Duration.ofMinutes(30);
  private static final int CROWD = 20;

  private static Workspace works;
  private static Person ann;

  private Person bob;

  @BeforeAll
  static void signUp() {
    works = Workspace.signUp();
    ann = works.administrator();
  }

  @BeforeEach
  void add() {
    bob = CloudCheckr.add(works);
  }

  static Reply request(String address) {
    return Api.anonymous()
        .post(RESET, "application/json", Api.json(Map.of("email_address", address)));
  }

  static Reply reset(String token, String userName, String password) {
    return Api.anonymous().put(RESET, form(token, userName, password));
  }

  private static Map<String, Object> form(String token, String userName, String password) {
    return new HashMap<>(
        Map.of(
            "token",
            token,
            "username",
            userName,
            "password",
            password,
            "password_confirmation",
            password));
  }

  /** The name with which there is no doubt whom it means. */
  private String name() {
    return works.uid() + "/" + bob.name();
  }

  private String tokenForBob() {
    return ResetMail.after(bob.email(), () -> request(bob.email()).is(204)).token();
  }

  private static boolean isAllowed(Person person, String password) {
    return CloudCheckr.logIn(
                Api.anonymous().with("X-Workspace", works.uid()), person.name(), password)
            .status()
        == 200;
  }

  // Choosing a password

  @Test
  void setsThePasswordEndsAllSessionsAndTellsByMail() {
    CloudCheckr token = CloudCheckr.open(bob);
    CloudCheckr next = token.refresh();
    Person elsewhere = bob.logInAgain();
    String proof = tokenForBob();

    Reply reply = reset(proof, name(), NEW).is(204).hasSecurityHeaders();

    assertThat(reply.body()).isEmpty();
    assertThat(reply.header("Set-Cookie")).isEmpty();
    assertThat(token.isGood() || next.isGood()).isFalse();
    assertThat(bob.isLoggedIn() || elsewhere.isLoggedIn()).isFalse();
    assertThat(isAllowed(bob, bob.password())).isFalse();
    assertThat(isAllowed(bob, NEW)).isTrue();
    assertThat(Mailbox.of(bob.email()))
        .anyMatch(mail -> mail.contains("Subject: You have a new password"));
    assertThat(ServerLog.text()).contains("password-reset ok").doesNotContain(NEW, proof);
    // Once.
    isUnauthorized(reset(proof, name(), NEW + " again"));
    assertThat(isAllowed(bob, NEW)).isTrue();
  }

  @Test
  void takesTheBareUserNameInAnyCase() {
    reset(tokenForBob(), bob.name().toUpperCase(Locale.ROOT), NEW).is(204);

    assertThat(isAllowed(bob, NEW)).isTrue();
  }

  @Test
  void takesTheWorkspaceBesideTheName() {
    String token = tokenForBob();

    isUnauthorized(
        Api.anonymous().with("X-Workspace", "nothing").put(RESET, form(token, bob.name(), NEW)));
    Api.anonymous()
        .with("X-Workspace", works.uid())
        .put(RESET, form(token, bob.name(), NEW))
        .is(204);
  }

  /** As a host that is mapped to another workspace does. */
  @Test
  void letsTheNameSayTheWorkspaceWhateverIsSaidBesideIt() {
    String token = tokenForBob();

    Api.anonymous()
        .with("X-Workspace", Workspace.signUp().uid())
        .put(RESET, form(token, works.uid() + "/" + bob.name(), NEW))
        .is(204);
  }

  @Test
  void wantsToKnowWhichOfTwoOfTheSameName() {
    Workspace other = Workspace.signUp();
    Person twin = other.add(bob.name());
    other.administrator().api().patch(twin.path(), Map.of("email", bob.email())).is(200);
    twin.confirmEmail();
    String token = tokenForBob();

    isUnauthorized(reset(token, bob.name(), NEW));
    reset(token, other.uid() + "/" + bob.name(), NEW).is(204);

    // The one who was named, and once.
    assertThat(twin.isLoggedIn()).isFalse();
    assertThat(bob.isLoggedIn()).isTrue();
    assertThat(isAllowed(bob, bob.password())).isTrue();
    isUnauthorized(reset(token, name(), NEW));
  }

  @Test
  void refusesAWrongTokenAndAWrongUserTheSameWay() {
    String token = tokenForBob();

    for (String wrong :
        List.of("", "x", token + "x", token.substring(1), "\u0000", "x".repeat(9_999))) {
      isUnauthorized(reset(wrong, name(), NEW));
    }
    for (String wrong : List.of("", "/", "ann", works.uid() + "/ann", "nothing/" + bob.name())) {
      isUnauthorized(reset(token, wrong, NEW));
    }
    assertThat(bob.isLoggedIn()).isTrue();
    // None of that has used it up.
    reset(token, name(), NEW).is(204);
  }

  @Test
  void refusesAConfirmationThatDiffersAndAPasswordAgainstThePolicy() {
    String token = tokenForBob();
    Map<String, Object> differs = form(token, name(), NEW);
    differs.put("password_confirmation", NEW + "x");

    isError(
        Api.anonymous().put(RESET, differs),
        422,
        "ValidationException",
        "password_confirmation must be the same as password.");
    Reply weak = reset(token, name(), "short").is(422);
    assertThat(weak.body())
        .startsWith(
            "{\"errors\":[{\"status\":\"422\",\"title\":\"ValidationException\",\"detail\":\"")
        .doesNotContain("short\"");
    reset(token, name(), bob.name() + " " + bob.name()).is(422);

    assertThat(bob.isLoggedIn()).isTrue();
    reset(token, name(), NEW).is(204);
  }

  @Test
  void wantsEveryField() {
    for (String field : List.of("token", "username", "password", "password_confirmation")) {
      Map<String, Object> form = form("x", "y", NEW);
      form.put(field, 1);
      isError(
          Api.anonymous().put(RESET, form),
          400,
          "BadRequestException",
          field + " must be a string.");
      form.remove(field);
      isError(Api.anonymous().put(RESET, form), 400, "BadRequestException", field + " is missing.");
    }
  }

  @Test
  void letsSomebodyInWhomAnotherHasLockedOut() {
    for (int i = 0; i < 10; i++) {
      assertThat(isAllowed(bob, "wrong " + i)).isFalse();
    }
    assertThat(isAllowed(bob, bob.password())).isFalse();

    reset(tokenForBob(), name(), NEW).is(204);

    assertThat(isAllowed(bob, NEW)).isTrue();
  }

  @Test
  void replacesAnInitialPassword() {
    Person dora = works.addWithInitialPassword("d" + Workspace.unique(), false);
    String token = ResetMail.after(dora.email(), () -> request(dora.email()).is(204)).token();

    reset(token, dora.name(), NEW).is(204);

    Reply login =
        CloudCheckr.logIn(Api.anonymous().with("X-Workspace", works.uid()), dora.name(), NEW);
    assertThat(login.is(200).json().get("permissions")).isEqualTo(List.of("user"));
  }

  @Test
  void tellsTheAuditLogThatTheAddressIsConfirmedByIt() {
    Database.update(
        "update user_account set confirmed_email = null, confirmed_email_key = null where id = ?",
        UUID.fromString(bob.id()));

    reset(tokenForBob(), name(), NEW).is(204);

    assertThat(AuditLog.latest(works, "email-confirm"))
        .isEqualTo("ok, by -, of " + bob.name() + ",  {'confirmed_email':['','hmac']}");
  }

  @Test
  void revokesKeysOnlyWhereThePersonAsksForItOnThePage() {
    String key = bob.makeKey();

    assertThat(choose(Map.of())).isEqualTo("ok, by -, of " + bob.name() + ",  ");
    assertThat(isAllowed(bob, key)).isTrue();

    assertThat(choose(Map.of("keysToo", "on")))
        .isEqualTo("ok, by -, of " + bob.name() + ",  {'keys':[['#'],[]]}");
    assertThat(isAllowed(bob, key)).isFalse();
  }

  /** Chooses a new password on the page; answers what the audit log tells of it. */
  private String choose(Map<String, String> more) {
    Map<String, String> input = new HashMap<>(more);
    input.putAll(Map.of("token", tokenForBob(), "userName", name(), "password", NEW + more.size()));
    Visitor visitor = new Visitor(DeployedGatehouse.base());
    visitor.press(visitor.page("/reset"), "choose", input);
    return AuditLog.latest(works, "password-reset");
  }

  // When something else has happened meanwhile

  @Test
  void isWorthlessOnceTheAddressHasChanged() {
    String token = tokenForBob();
    ann.api().patch(bob.path(), Map.of("email", "moved@" + works.uid() + ".example")).is(200);

    isUnauthorized(reset(token, name(), NEW));
    assertThat(bob.isLoggedIn()).isTrue();
  }

  @Test
  void isWorthlessOnceThePasswordHasChanged() {
    String token = tokenForBob();
    bob.changePassword("nine copper kettles singing low").is(200);

    isUnauthorized(reset(token, name(), NEW));
    assertThat(isAllowed(bob, "nine copper kettles singing low")).isTrue();
  }

  @Test
  void isWorthlessOnceTheUserIsDeactivated() {
    String token = tokenForBob();
    ann.api().delete(bob.path()).is(200);

    isUnauthorized(reset(token, name(), NEW));
    ann.api().patch(bob.path(), Map.of("status", "active")).is(200);
    assertThat(isAllowed(bob, NEW)).isFalse();
  }

  @Test
  void isWorthlessAfterHalfAnHour() {
    String token = tokenForBob();
    UUID id = UUID.fromString(bob.id());
    Database.age("password_reset", "expires_at", "user_id", id, LIFETIME.minusMinutes(1));
    isUnauthorized(reset(token, "nobody", NEW));

    Database.age("password_reset", "expires_at", "user_id", id, Duration.ofMinutes(1));

    isUnauthorized(reset(token, name(), NEW));
    assertThat(bob.isLoggedIn()).isTrue();
  }

  @Test
  void isStillGoodShortlyBeforeHalfAnHour() {
    String token = tokenForBob();
    UUID id = UUID.fromString(bob.id());
    Database.age("password_reset", "expires_at", "user_id", id, LIFETIME.minusMinutes(1));

    reset(token, name(), NEW).is(204);
  }

  @Test
  void isUsedOnceOfMany() {
    String token = tokenForBob();

    var replies = AtOnce.call(CROWD, () -> reset(token, name(), NEW));

    assertThat(replies).extracting(Reply::status).containsOnlyOnce(204).containsOnly(204, 401);
    replies.stream().filter(reply -> reply.status() == 401).forEach(CloudCheckr::isUnauthorized);
    assertThat(isAllowed(bob, NEW)).isTrue();
  }
}
