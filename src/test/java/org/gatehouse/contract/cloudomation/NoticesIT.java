package org.gatehouse.contract.cloudomation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.gatehouse.fixture.Api;
import org.gatehouse.fixture.DeployedGatehouse;
import org.gatehouse.fixture.Mailbox;
import org.gatehouse.fixture.Person;
import org.gatehouse.fixture.Workspace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What people are told by mail when their account changes. */
@ExtendWith(DeployedGatehouse.class)
class NoticesIT {
  private static final String EMAIL_CHANGED = "Subject: Your e-mail address was changed";
  private static final String PASSWORD_CHANGED = "Subject: Your password was changed";

  private Workspace works;
  private Person bob;

  @BeforeEach
  void signUp() {
    works = Workspace.signUp();
    bob = works.add("bob");
  }

  private static List<String> letters(String address, String subject) {
    return Mailbox.of(address).stream().filter(letter -> letter.contains(subject)).toList();
  }

  @Test
  void tellAPasswordChange() {
    int before = letters(bob.email(), PASSWORD_CHANGED).size();

    bob.changePassword("another long password").is(200);

    List<String> letters = letters(bob.email(), PASSWORD_CHANGED);
    assertThat(letters).hasSize(before + 1);
    assertThat(letters)
        .allSatisfy(
            letter ->
                assertThat(letter)
                    .contains(works.uid() + "/bob", DeployedGatehouse.base().toString())
                    .doesNotContain("another long password", Workspace.PASSWORD));
  }

  @Test
  void speakTheLanguageOfTheLastBrowserThatToldOne() {
    Api german = Api.anonymous().with("Accept-Language", "de-AT,de;q=0.9,en;q=0.5");
    german.logIn(works.name(), "bob", bob.password()).is(200);
    // Programs tell none, and there are no letters in French.
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
    int before = letters(bob.email(), PASSWORD_CHANGED).size();

    bob.changePassword("short").is(400);

    assertThat(letters(bob.email(), PASSWORD_CHANGED)).hasSize(before);
  }

  @Test
  void tellAChangeOfAddressToTheOldAndTheNewOne() {
    String moved = "bob.moved@" + works.uid() + ".example";

    works.administrator().api().patch(bob.path(), Map.of("email", moved)).is(200);

    assertThat(letters(bob.email(), EMAIL_CHANGED)).hasSize(1);
    assertThat(letters(moved, EMAIL_CHANGED)).hasSize(1);
    assertThat(letters(moved, EMAIL_CHANGED).get(0)).contains(moved, works.uid() + "/bob");
  }

  @Test
  void tellNothingWhenTheAddressStaysTheSame() {
    works.administrator().api().patch(bob.path(), Map.of("email", bob.email())).is(200);

    assertThat(letters(bob.email(), EMAIL_CHANGED)).isEmpty();
  }

  @Test
  void showADisplayNameAsTextAndNothingElse() {
    works
        .administrator()
        .api()
        .patch(bob.path(), Map.of("display_name", "B\u00f6b %s <b>{0}"))
        .is(200);

    bob.changePassword("another long password").is(200);

    assertThat(letters(bob.email(), PASSWORD_CHANGED))
        .last()
        .asString()
        .contains("Hello B\u00f6b %s <b>{0},");
  }
}
