package org.gatehouse.core.account;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.user.DisplayName;
import org.gatehouse.core.user.EmailAddress;

/** Changes how the own person is called and where mail goes. */
@Singleton
public class ChangeProfile {
  private final AccountChanges changes;

  @Inject
  ChangeProfile(AccountChanges changes) {
    this.changes = changes;
  }

  /** From now on the person is called so. */
  public void rename(Caller caller, DisplayName to) {
    changes.rename(caller, to);
  }

  /**
   * From now on the person gets mail there: the way back into the account.
   *
   * @throws ReauthenticationRequired if the person hasn't shown a moment ago who it is
   */
  public void moveTo(Caller caller, EmailAddress to) {
    changes.moveTo(caller, to);
  }
}
