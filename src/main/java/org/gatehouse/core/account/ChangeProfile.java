package org.gatehouse.core.account;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.gatehouse.core.credential.password.Password;
import org.gatehouse.core.input.InvalidInput;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.user.DisplayName;
import org.gatehouse.core.user.EmailAddress;

/** Changes how the own person is called and where mail goes. */
@Singleton
public class ChangeProfile {
  private final Reauthentication reauthentication;
  private final AccountChanges changes;

  @Inject
  ChangeProfile(Reauthentication reauthentication, AccountChanges changes) {
    this.reauthentication = reauthentication;
    this.changes = changes;
  }

  /** From now on the person is called so. */
  public void rename(Caller caller, DisplayName to) {
    changes.rename(caller, to);
  }

  /**
   * From now on the person gets mail there: the way back into the account, hence the password.
   *
   * @throws InvalidInput if the password is wrong
   */
  public void moveTo(Caller caller, EmailAddress to, Password current) {
    changes.moveTo(caller, reauthentication.confirm(caller, current), to);
  }
}
