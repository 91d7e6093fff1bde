package org.gatehouse.core.user;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.gatehouse.core.workspace.Workspace;
import org.gatehouse.core.workspace.WorkspaceName;
import org.gatehouse.core.workspace.WorkspaceUid;
import org.junit.jupiter.api.Test;

class UserTest {
  private static final EmailAddress EMAIL = new EmailAddress("ann@example.com");

  private final User ann =
      new User(
          new Workspace(new WorkspaceName("CorpInc"), new WorkspaceUid("corpinc"), Instant.EPOCH),
          new UserName("ann"),
          EMAIL,
          new DisplayName("Ann"),
          Instant.EPOCH);

  @Test
  void aRankIsGivenAndTakenByItself() {
    ann.give(Rank.AUDITOR, true);
    ann.give(Rank.AUDITOR, true);
    ann.give(Rank.HELP_DESK, true);
    ann.give(Rank.WORKSPACE_ADMINISTRATOR, true);
    assertThat(ann.ranks())
        .containsExactlyInAnyOrder(Rank.AUDITOR, Rank.HELP_DESK, Rank.WORKSPACE_ADMINISTRATOR);
    assertThat(ann.isAdministrator()).isTrue();

    ann.give(Rank.AUDITOR, false);
    ann.give(Rank.KEY_MANAGER, false);
    assertThat(ann.ranks()).containsExactlyInAnyOrder(Rank.HELP_DESK, Rank.WORKSPACE_ADMINISTRATOR);
    assertThat(ann.ranksBelowAdministrators()).containsExactly(Rank.HELP_DESK);
  }

  @Test
  void nobodyVouchesForAnAddressBySettingTheSameAgain() {
    assertThat(ann.isEmailVouched()).isFalse();
    assertThat(ann.moveTo(EMAIL, false)).isFalse();
    assertThat(ann.isEmailVouched()).isFalse();
  }

  @Test
  void whoeverTypesAnotherAddressLosesWhatWasVouchedFor() {
    ann.vouchForEmail();
    ann.moveTo(EMAIL, false);
    assertThat(ann.isEmailVouched()).isTrue();
    ann.moveTo(new EmailAddress("other@example.com"), false);
    assertThat(ann.isEmailVouched()).isFalse();
  }

  @Test
  void nobodyGetsMailBeforeTheAddressIsConfirmed() {
    assertThat(ann.asRecipient()).isEmpty();
    ann.moveTo(EMAIL, true);
    assertThat(ann.asRecipient()).isEmpty();
    ann.confirmEmail();
    assertThat(ann.asRecipient().orElseThrow().address()).isEqualTo(EMAIL.value());
  }

  @Test
  void anotherSpellingNeedsNoNewYesAndMailKeepsToTheConfirmedOne() {
    ann.confirmEmail();
    ann.moveTo(new EmailAddress("ANN@Example.com"), false);
    assertThat(ann.isEmailConfirmed()).isTrue();
    assertThat(ann.asRecipient().orElseThrow().address()).isEqualTo(EMAIL.value());
  }

  @Test
  void aLinkForANewPasswordGoesToTheConfirmedAddressWhereThereIsOne() {
    assertThat(ann.resetEmail()).isEqualTo(EMAIL.value());
    ann.confirmEmail();
    ann.moveTo(new EmailAddress("other@example.com"), true);
    assertThat(ann.resetEmail()).isEqualTo(EMAIL.value());
  }

  @Test
  void anAddressIsVouchedForBySomebodyElse() {
    ann.moveTo(EMAIL, true);
    assertThat(ann.isEmailVouched()).isTrue();
  }
}
