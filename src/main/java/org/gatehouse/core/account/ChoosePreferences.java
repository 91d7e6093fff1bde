package org.gatehouse.core.account;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.user.Preferences;
import org.gatehouse.core.user.User;

/** Notes how the own person wants the pages: for other browsers, and for letters. */
@Singleton
public class ChoosePreferences {
  private final OwnUser ownUser;

  @Inject
  ChoosePreferences(OwnUser ownUser) {
    this.ownUser = ownUser;
  }

  /**
   * From now on the person wants it so.
   *
   * @param chosen what isn't chosen stays as it was
   */
  @Transactional
  public void choose(Caller caller, Preferences chosen) {
    if (chosen.or(caller.preferences()).equals(caller.preferences())) {
      return;
    }
    User user = ownUser.lock(caller);
    user.prefer(chosen.or(user.preferences()));
    ownUser.changed(caller);
  }
}
