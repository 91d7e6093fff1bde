package org.gatehouse.core.account;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.credential.apikey.ApiKeyOwner;
import org.gatehouse.core.credential.apikey.ApiKeys;
import org.gatehouse.core.credential.password.Passwords;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.session.Sessions;
import org.gatehouse.core.user.User;

/**
 * For a person who sees something among the own activity that somebody else did. All sessions end,
 * this one too, as its cookie may be what was stolen; so do the tokens of applications and the keys
 * of the person. What is left is the password, which from then on is only good to choose another.
 *
 * <p>Nobody has to show who it is: whoever stole a session gains nothing by ending it, and the
 * person should lose no time.
 */
@Singleton
@Transactional
public class DisownActivity {
  private final OwnUser ownUser;
  private final Passwords passwords;
  private final ApiKeys apiKeys;
  private final Sessions sessions;
  private final SecurityNotices notices;

  @Inject
  DisownActivity(
      OwnUser ownUser,
      Passwords passwords,
      ApiKeys apiKeys,
      Sessions sessions,
      SecurityNotices notices) {
    this.ownUser = ownUser;
    this.passwords = passwords;
    this.apiKeys = apiKeys;
    this.sessions = sessions;
    this.notices = notices;
  }

  /** Ends all that is open in the name of the caller, and has the password changed. */
  public void disown(Caller caller) {
    User user = ownUser.lock(caller);
    boolean hasPassword = passwords.requireChange(user.id());
    List<UUID> keys = apiKeys.revokeAll(ApiKeyOwner.user(user));
    int ended = sessions.endAll(user.id(), Optional.empty());
    notices.activityDisowned(user);
    ownUser.record(
        caller,
        caller
            .audited(AuditType.ACTIVITY_DISOWN, "ok")
            .detail(ended + " sessions" + (hasPassword ? ", new password" : ""))
            .change("keys", keys, List.of()));
  }
}
