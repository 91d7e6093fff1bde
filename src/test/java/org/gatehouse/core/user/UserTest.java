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
  void anAddressIsVouchedForBySomebodyElse() {
    ann.moveTo(EMAIL, true);
    assertThat(ann.isEmailVouched()).isTrue();
  }
}
