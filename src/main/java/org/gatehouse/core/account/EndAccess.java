package org.gatehouse.core.account;

import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.account.DisownActivity.Remedy;
import org.gatehouse.core.credential.apikey.ApiKeyOwner;
import org.gatehouse.core.credential.apikey.ApiKeys;
import org.gatehouse.core.credential.password.Passwords;
import org.gatehouse.core.provider.SignOnPolicies;
import org.gatehouse.core.session.Sessions;
import org.gatehouse.core.user.User;

/** Ends what is open in the name of a person, for {@link DisownActivity}. */
@Singleton
class EndAccess {
  private final Passwords passwords;
  private final SignOnPolicies policies;
  private final ApiKeys apiKeys;
  private final Sessions sessions;
  private final SecurityNotices notices;
  private final Event<PasswordEnded> passwordsEnded;

  @Inject
  EndAccess(
      Passwords passwords,
      SignOnPolicies policies,
      ApiKeys apiKeys,
      Sessions sessions,
      SecurityNotices notices,
      Event<PasswordEnded> passwordsEnded) {
    this.passwords = passwords;
    this.policies = policies;
    this.apiKeys = apiKeys;
    this.sessions = sessions;
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
  Ended end(User user, Remedy remedy) {
    List<UUID> keys = apiKeys.revokeAll(ApiKeyOwner.user(user));
    int ended = sessions.endAll(user.id(), Optional.empty());
    if (remedy == Remedy.MAIL) {
      passwords.end(user.id());
      passwordsEnded.fire(new PasswordEnded(user));
    } else {
      notices.activityDisowned(user);
    }
    return new Ended(keys, ended);
  }

  /**
   * What has ended.
   *
   * @param keys those that were revoked
   * @param sessions how many
   */
  record Ended(List<UUID> keys, int sessions) {}
}
