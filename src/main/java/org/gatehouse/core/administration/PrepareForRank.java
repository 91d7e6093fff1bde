package org.gatehouse.core.administration;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.credential.apikey.ApiKeyOwner;
import org.gatehouse.core.credential.apikey.ApiKeys;
import org.gatehouse.core.credential.password.Passwords;
import org.gatehouse.core.invitation.Invitations;
import org.gatehouse.core.refusal.Conflict;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.session.Sessions;
import org.gatehouse.core.settings.Settings;
import org.gatehouse.core.user.User;

/**
 * Makes sure that a rank comes to its person alone. Until then, people of lower rank may have seen
 * to the account; a way in that one of them still has would be a way to the rank. To be called
 * within the transaction of the change, by who has locked the user.
 */
@Singleton
class PrepareForRank {
  private final Passwords passwords;
  private final Invitations invitations;
  private final ApiKeys apiKeys;
  private final Sessions sessions;
  private final boolean mailed;

  @Inject
  PrepareForRank(
      Passwords passwords,
      Invitations invitations,
      ApiKeys apiKeys,
      Sessions sessions,
      Settings settings) {
    this.passwords = passwords;
    this.invitations = invitations;
    this.apiKeys = apiKeys;
    this.sessions = sessions;
    this.mailed = settings.mail().server().isPresent();
  }

  /**
   * Ends all that was opened before, but for the session of who gives the rank to itself; and
   * revokes the keys that would have the rank, too.
   *
   * @return those keys
   * @throws Conflict if somebody else may know the password or have the link of an invitation, or
   *     mail to the person would go to an address that nobody has confirmed
   */
  List<UUID> prepare(Caller caller, User user) {
    if (passwords.isInitial(user.id())) {
      throw new Conflict(AdministrationRule.RANK_INITIAL_PASSWORD);
    }
    if (invitations.isGood(user)) {
      throw new Conflict(AdministrationRule.RANK_INVITED);
    }
    if (mailed && !user.isEmailConfirmed()) {
      throw new Conflict(AdministrationRule.RANK_UNCONFIRMED_ADDRESS);
    }
    sessions.endAll(
        user.id(),
        Optional.of(caller.sessionId()).filter(session -> user.id().equals(caller.userId())));
    return apiKeys.revokeAdministering(ApiKeyOwner.user(user));
  }
}
