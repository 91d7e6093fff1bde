package org.gatehouse.core.account;

import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.gatehouse.core.account.DisownActivity.Remedy;
import org.gatehouse.core.credential.password.Passwords;
import org.gatehouse.core.provider.SignOnPolicies;
import org.gatehouse.core.user.User;

/** Ends what is open in the name of a person, for {@link DisownActivity}. */
@Singleton
class EndAccess {
  private final Passwords passwords;
  private final SignOnPolicies policies;
  private final ShutOut shutOut;
  private final SecurityNotices notices;
  private final Event<PasswordEnded> passwordsEnded;

  @Inject
  EndAccess(
      Passwords passwords,
      SignOnPolicies policies,
      ShutOut shutOut,
      SecurityNotices notices,
      Event<PasswordEnded> passwordsEnded) {
    this.passwords = passwords;
    this.policies = policies;
    this.shutOut = shutOut;
    this.notices = notices;
    this.passwordsEnded = passwordsEnded;
  }

  Remedy remedy(User user) {
    if (passwords.setAt(user.id()).isEmpty() || policies.forbidsPassword(user)) {
      return Remedy.NONE;
    }
    return user.confirmedEmail().isPresent() ? Remedy.MAIL : Remedy.CHOOSE;
  }

  /** Ends it, and tells the person; the user is locked. */
  ShutOut.Ended end(User user, Remedy remedy) {
    ShutOut.Ended ended = shutOut.end(user);
    if (remedy == Remedy.MAIL) {
      passwords.end(user.id());
      passwordsEnded.fire(new PasswordEnded(user));
    } else {
      notices.activityDisowned(user);
    }
    return ended;
  }
}
