package org.gatehouse.contract.cloudcheckr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.contract.cloudcheckr.CloudCheckr.RESET;
import static org.gatehouse.contract.cloudcheckr.CloudCheckr.isError;
import static org.gatehouse.contract.cloudcheckr.CloudCheckr.isUnauthorized;
import static org.gatehouse.contract.cloudcheckr.ResetPasswordIT.request;
import static org.gatehouse.contract.cloudcheckr.ResetPasswordIT.reset;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.gatehouse.fixture.Api;
import org.gatehouse.fixture.AtOnce;
import org.gatehouse.fixture.Database;
import org.gatehouse.fixture.DeployedGatehouse;
import org.gatehouse.fixture.Mailbox;
import org.gatehouse.fixture.Person;
import org.gatehouse.fixture.Reply;
import org.gatehouse.fixture.ResetMail;
import org.gatehouse.fixture.ServerLog;
import org.gatehouse.fixture.Workspace;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code POST /v1/auth/resetpassword}: the same answer for all, and an e-mail for some. */
@ExtendWith(DeployedGatehouse.class)
class ResetRequestIT {
  private static final String NEW = "seven walnut lanterns drifting north";

  private static Workspace works;
  private static Person ann;

  @BeforeAll
  static void signUp() {
    works = Workspace.signUp();
    ann = works.administrator();
  }

  /** The name with which there is no doubt whom it means. */
  private static String name(Person person) {
    return works.uid() + "/" + person.name();
  }

  private static ResetMail letterTo(Person person) {
    return ResetMail.after(person.email(), () -> request(person.email()).is(204));
  }

  @Test
  void isAnsweredTheSameForEveryAddressAndMailsOnlyToActiveUsers() {
    Person bob = CloudCheckr.add(works);
    Person gone = CloudCheckr.add(works);
    ann.api().delete(gone.path()).is(200);
    String unknown = "nobody@" + works.uid() + ".example";
    String robot = "robot@" + works.uid() + ".example";
    works.addProgram("robot");
    // It has none, and would get no e-mail if it had.
    Database.update(
        "update user_account set email = ?, email_key = ? where name = 'robot' and workspace_id ="
            + " (select workspace_id from user_account where id = ?)",
        robot,
        robot,
        UUID.fromString(ann.id()));

    List<Reply> replies =
        List.of(request(unknown), request(gone.email()), request(robot), request(bob.email()));

    assertThat(replies)
        .allSatisfy(
            reply -> {
              assertThat(reply.is(204).hasSecurityHeaders().body()).isEmpty();
              assertThat(reply.headers().keySet()).isEqualTo(replies.get(0).headers().keySet());
            });
    assertThat(ResetMail.all(bob.email())).hasSize(1);
    assertThat(Mailbox.of(unknown)).isEmpty();
    assertThat(Mailbox.of(robot)).isEmpty();
    assertThat(ResetMail.all(gone.email())).isEmpty();
    assertThat(ServerLog.text()).contains("password-reset-request unknown");
  }

  @Test
  void goesToTheStoredAddressHoweverItIsTyped() {
    Person bob = CloudCheckr.add(works);
    String stored = "Bob.Builder@" + works.uid().toUpperCase(Locale.ROOT) + ".Example";
    ann.api().patch(bob.path(), Map.of("email", stored)).is(200);
    bob.confirmEmail();

    ResetMail mail =
        ResetMail.after(stored, () -> request(stored.toLowerCase(Locale.ROOT)).is(204));

    assertThat(mail.text()).contains("\nTo: " + stored + "\n", name(bob));
    reset(mail.token(), name(bob), NEW).is(204);
  }

  @Test
  void sendsOneLetterThatNamesAllUsersOfTheAddress() {
    Person bob = CloudCheckr.add(works);
    Workspace other = Workspace.signUp();
    Person carol = CloudCheckr.add(other);
    other.administrator().api().patch(carol.path(), Map.of("email", bob.email())).is(200);
    carol.confirmEmail();

    ResetMail mail = letterTo(bob);

    assertThat(mail.text()).contains(name(bob), other.uid() + "/" + carol.name());
    assertThat(ResetMail.all(bob.email())).hasSize(1);
    isUnauthorized(reset(mail.token(), "dave", NEW));
    reset(mail.token(), carol.name(), NEW).is(204);
    // An e-mail is good for one of them, whoever that is.
    isUnauthorized(reset(mail.token(), name(bob), NEW));
    assertThat(carol.isLoggedIn()).isFalse();
    assertThat(bob.isLoggedIn()).isTrue();
  }

  @Test
  void goesOnGoingToTheConfirmedAddressUntilAnotherIs() {
    Person bob = CloudCheckr.add(works);
    String thief = "thief@" + works.uid() + ".example";
    ann.api().patch(bob.path(), Map.of("email", thief)).is(200);

    request(thief).is(204);
    ResetMail mail = letterTo(bob);

    assertThat(ResetMail.all(thief)).isEmpty();
    reset(mail.token(), name(bob), NEW).is(204);
  }

  @Test
  void namesNobodyToWhoHasNotConfirmedAndConfirmsByItsUse() {
    String user = "b" + Workspace.unique();
    String address = user + "@" + Workspace.unique() + ".example";
    ann.api()
        .post(
            "/api/1/user",
            Map.of("name", user, "email", address, "display_name", "Your account is suspended"))
        .is(201);

    ResetMail mail = ResetMail.after(address, () -> request(address).is(204));

    assertThat(mail.text().replace("To: " + address, ""))
        .doesNotContain(user, works.uid(), works.name(), "suspended");
    reset(mail.token(), user, NEW).is(204);
    assertThat(Mailbox.of(address))
        .last()
        .asString()
        .contains("Subject: You have a new password", works.uid() + "/" + user);
  }

  @Test
  void linksToThePublicAddressWhateverHostIsSaid() {
    Person bob = CloudCheckr.add(works);
    ResetMail mail =
        ResetMail.after(
            bob.email(),
            () ->
                Api.anonymous()
                    .with("X-Forwarded-Host", "evil.example")
                    .with("Forwarded", "host=evil.example")
                    .post(RESET, "application/json", Api.json(Map.of("email_address", bob.email())))
                    .is(204));

    assertThat(mail.text())
        .contains(DeployedGatehouse.base() + "/reset#" + mail.token())
        .doesNotContain("evil.example");
  }

  @Test
  void hasATokenOf256BitsThatIsStoredHashed() {
    Person bob = CloudCheckr.add(works);
    String token = letterTo(bob).token();

    assertThat(Base64.getUrlDecoder().decode(token)).hasSizeGreaterThanOrEqualTo(32);
    String stored =
        Database.text(
            "select token_hash from password_reset where user_id = ?", UUID.fromString(bob.id()));
    assertThat(stored).hasSize(64).doesNotContain(token);
    assertThat(ServerLog.text()).doesNotContain(token);
  }

  @Test
  void leavesOlderTokensGoodUntilOneIsUsed() {
    Person bob = CloudCheckr.add(works);
    String older = letterTo(bob).token();
    String newer = letterTo(bob).token();

    reset(older, name(bob), NEW).is(204);
    isUnauthorized(reset(newer, name(bob), NEW));
    isUnauthorized(reset(older, name(bob), NEW));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://login.example.com/reset#%s:corpinc%%2Fbob",
        "https://login.example.com/reset%s",
        "<https://login.example.com/reset#%s>.",
        " %s\u200B."
      })
  void takesTheTokenInAnyShapeThatPeopleCopy(String shape) {
    Person bob = CloudCheckr.add(works);

    reset(shape.formatted(letterTo(bob).token()), name(bob), NEW).is(204);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      value = {
        "{} | email_address is missing.",
        "{\"email_address\":null} | email_address is missing.",
        "{\"email_address\":1} | email_address must be a string.",
        "{\"email_address\":[\"a@b.example\"]} | email_address must be a string.",
        "{ | The body must be a JSON object.",
        "[] | The body must be a JSON object.",
        "\"a@b.example\" | The body must be a JSON object.",
        "email_address=x | The body must be a JSON object."
      })
  void refusesARequestInWhichSomethingIsWrong(String body, String detail) {
    isError(
        Api.anonymous().post(RESET, "application/json", body), 400, "BadRequestException", detail);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "@", "a@b@c.example", "a b@c.example"})
  void refusesWhatIsNoAddress(String address) {
    isError(
        request(address),
        422,
        "ValidationException",
        "The e-mail address must look like name@example.com.");
  }

  @ParameterizedTest
  @ValueSource(strings = {CloudCheckr.FORM, "text/plain", "application/xml"})
  void refusesOtherTypes(String type) {
    String body = Api.json(Map.of("email_address", "ann@example.com"));

    isError(
        Api.anonymous().post(RESET, type, body),
        415,
        "UnsupportedMediaTypeException",
        "Unsupported Media Type");
    isError(
        Api.anonymous()
            .with("Content-Type", type)
            .send("PUT", RESET, BodyPublishers.ofString(body)),
        415,
        "UnsupportedMediaTypeException",
        "Unsupported Media Type");
  }

  @Test
  void refusesWhatIsNestedDeeply() {
    String deep = "{\"a\":".repeat(1_000) + "1" + "}".repeat(1_000);

    isError(
        Api.anonymous().post(RESET, "application/json", deep),
        400,
        "BadRequestException",
        "The JSON is nested too deeply.");
  }

  @Test
  void sendsThreeLettersAnHourOfWhichOneIsGood() {
    Person bob = CloudCheckr.add(works);
    AtOnce.call(5, () -> request(bob.email()).is(204));

    List<ResetMail> mails = ResetMail.all(bob.email());
    assertThat(mails).hasSize(3);
    assertThat(mails)
        .filteredOn(mail -> reset(mail.token(), name(bob), NEW).status() == 204)
        .hasSize(1);
    request(bob.email()).is(204);
    assertThat(ResetMail.all(bob.email())).hasSize(3);
    Database.age("password_reset", "created_at", "email", bob.email(), Duration.ofMinutes(61));
    letterTo(bob);
  }

  @Test
  void countsTheLettersOfAnAddressHoweverItIsWritten() {
    Person bob = CloudCheckr.add(works);
    Person twin = CloudCheckr.add(works);
    String shouted = bob.email().toUpperCase(Locale.ROOT);
    ann.api().patch(twin.path(), Map.of("email", shouted)).is(200);
    twin.confirmEmail();

    request(bob.email()).is(204);
    request(bob.email()).is(204);

    assertThat(ResetMail.all(bob.email()).size() + ResetMail.all(shouted).size()).isEqualTo(3);
  }
}
