package org.gatehouse.contract.cloudomation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.gatehouse.fixture.Api;
import org.gatehouse.fixture.ConfirmationMail;
import org.gatehouse.fixture.DeployedGatehouse;
import org.gatehouse.fixture.Mailbox;
import org.gatehouse.fixture.Person;
import org.gatehouse.fixture.Reply;
import org.gatehouse.fixture.ServerLog;
import org.gatehouse.fixture.Workspace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What people are told by mail when their account changes. */
@ExtendWith(DeployedGatehouse.class)
class NoticesIT {
  private static final String CONFIRM = "Subject: Confirm your e-mail address";
  private static final String EMAIL_CHANGED = "Subject: Your e-mail address was changed";
  private static final String PASSWORD_CHANGED = "Subject: Your password was changed";

  private Workspace works;
  private Person bob;

  @BeforeEach
  void signUp() {
    works = Workspace.signUp();
    bob = works.add("bob");
  }

  private static List<String> mails(String address, String subject) {
    return Mailbox.of(address).stream().filter(mail -> mail.contains(subject)).toList();
  }

  @Test
  void tellAPasswordChange() {
    int before = mails(bob.email(), PASSWORD_CHANGED).size();

    bob.changePassword("another long password").is(200);

    List<String> mails = mails(bob.email(), PASSWORD_CHANGED);
    assertThat(mails).hasSize(before + 1);
    assertThat(mails)
        .allSatisfy(
            mail ->
                assertThat(mail)
                    .contains(works.uid() + "/bob", DeployedGatehouse.base().toString())
                    .doesNotContain("another long password", Workspace.PASSWORD));
  }

  @Test
  void speakTheLanguageOfTheLastBrowserThatToldOne() {
    Api german = Api.anonymous().with("Accept-Language", "de-AT,de;q=0.9,en;q=0.5");
    german.logIn(works.name(), "bob", bob.password()).is(200);
    // Programs tell none, and there are no e-mails in French.
    Api french = Api.anonymous().with("Accept-Language", "fr");
    french.logIn(works.name(), "bob", bob.password()).is(200);

    bob.changePassword("another long password").is(200);

    assertThat(Mailbox.of(bob.email()))
        .last()
        .asString()
        .contains("Subject: Ihr Passwort wurde ge\u00e4ndert", "Guten Tag bob,", "lang=\"de\"");
  }

  @Test
  void tellNothingOfAPasswordChangeThatWasRefused() {
    int before = mails(bob.email(), PASSWORD_CHANGED).size();

    bob.changePassword("short").is(400);

    assertThat(mails(bob.email(), PASSWORD_CHANGED)).hasSize(before);
  }

  @Test
  void tellAChangeOfAddressToTheConfirmedOneAndGoOnGoingThere() {
    String moved = "bob.moved@" + works.uid() + ".example";

    works.administrator().api().patch(bob.path(), Map.of("email", moved)).is(200);

    assertThat(mails(bob.email(), EMAIL_CHANGED))
        .singleElement()
        .asString()
        .contains(moved, works.uid() + "/bob", "mail goes on coming to this one");
    bob.changePassword("another long password").is(200);
    assertThat(mails(bob.email(), PASSWORD_CHANGED)).isNotEmpty();
    assertThat(Mailbox.of(moved)).singleElement().asString().contains(CONFIRM);
  }

  @Test
  void goWhereTheLinkOfTheLetterWasFollowed() {
    String moved = "bob.moved@" + works.uid() + ".example";
    works.administrator().api().patch(bob.path(), Map.of("email", moved)).is(200);
    String token = ConfirmationMail.token(moved);

    assertThat(ConfirmationMail.confirm(token)).contains("has been confirmed");

    bob.changePassword("another long password").is(200);
    assertThat(mails(moved, PASSWORD_CHANGED)).hasSize(1);
    assertThat(bob.isLoggedIn()).as("nobody is logged out by that").isTrue();
    String again = ConfirmationMail.confirm(token);
    assertThat(again).contains("This link isn’t good");
    assertThat(ConfirmationMail.confirm("x".repeat(43))).isEqualTo(again);
    assertThat(ConfirmationMail.confirm("x")).isEqualTo(again);
  }

  @Test
  void goToNobodyWhoHasNotConfirmed() {
    String stranger = "stranger@" + works.uid() + ".example";
    Api.anonymous()
        .post(
            "/api/1/signup",
            Map.of(
                "workspace_name",
                "Cheap watches " + works.uid(),
                "user_name",
                "click.here",
                "display_name",
                "Your account is suspended",
                "email",
                stranger,
                "password",
                Workspace.PASSWORD))
        .is(201);

    assertThat(Mailbox.of(stranger))
        .singleElement()
        .asString()
        .contains(CONFIRM, "/confirm-email#")
        .doesNotContain("Cheap", "cheap", "click.here", "suspended");
  }

  @Test
  void areFewHoweverOftenTheAddressIsChanged() {
    for (int i = 0; i < 6; i++) {
      String next = "victim" + i + "@" + works.uid() + ".example";
      Reply changed = works.administrator().api().patch(bob.path(), Map.of("email", next)).is(200);
      assertThat(changed.part("updated")).containsEntry("email", next);
    }

    long links =
        IntStream.range(0, 6)
            .mapToObj(i -> Mailbox.of("victim" + i + "@" + works.uid() + ".example"))
            .mapToLong(List::size)
            .sum();
    // One has gone to the address with which bob was added.
    assertThat(links + mails(bob.email(), CONFIRM).size()).isEqualTo(3);
    assertThat(ServerLog.text()).contains("limit letter");
  }

  @Test
  void tellNothingWhenTheAddressStaysTheSame() {
    works.administrator().api().patch(bob.path(), Map.of("email", bob.email())).is(200);

    assertThat(mails(bob.email(), EMAIL_CHANGED)).isEmpty();
  }

  @Test
  void showADisplayNameAsTextAndNothingElse() {
    works
        .administrator()
        .api()
        .patch(bob.path(), Map.of("display_name", "B\u00f6b %s <b>{0}"))
        .is(200);

    bob.changePassword("another long password").is(200);

    assertThat(mails(bob.email(), PASSWORD_CHANGED))
        .last()
        .asString()
        .contains("Hello B\u00f6b %s <b>{0},");
  }
}
