package org.gatehouse.core.signon;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.account.ReauthenticationRequired;
import org.gatehouse.core.account.RecentAuthentication;
import org.gatehouse.core.account.SecurityNotices;
import org.gatehouse.core.audit.Audit;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.credential.password.Passwords;
import org.gatehouse.core.provider.IdentityProvider;
import org.gatehouse.core.refusal.Conflict;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.session.Sessions;
import org.gatehouse.core.user.User;
import org.gatehouse.core.user.Users;

/** Links identities to the users who have shown both, and takes such links away. */
@Singleton
@Transactional
public class ConnectIdentity {
  private final LinkedIdentities identities;
  private final Users users;
  private final Passwords passwords;
  private final RecentAuthentication recentAuthentication;
  private final Sessions sessions;
  private final SecurityNotices notices;
  private final Audit audit;

  @Inject
  ConnectIdentity(
      LinkedIdentities identities,
      Users users,
      Passwords passwords,
      RecentAuthentication recentAuthentication,
      Sessions sessions,
      SecurityNotices notices,
      Audit audit) {
    this.identities = identities;
    this.users = users;
    this.passwords = passwords;
    this.recentAuthentication = recentAuthentication;
    this.sessions = sessions;
    this.notices = notices;
    this.audit = audit;
  }

  /**
   * Links an identity to who is logged in.
   *
   * @throws Conflict if it is another user's
   */
  void connect(Caller caller, IdentityProvider provider, Authenticated answer) {
    User user = users.toBeChanged(caller.userId()).orElseThrow();
    Optional<LinkedIdentity> known = identities.find(provider, answer.identity().subject());
    if (known.filter(link -> link.user().id().equals(user.id())).isPresent()) {
      return;
    }
    boolean ofTheWorkspace = user.workspace().id().equals(provider.workspace().id());
    if (known.isPresent() || !ofTheWorkspace) {
      throw new Conflict(IdentityRule.LINKED);
    }
    identities.link(provider.id(), answer.identity().subject(), user, false);
    notices.identityConnected(user, provider.name());
    audit.record(caller.audited(AuditType.IDENTITY_LINK, "ok").detail("self " + provider.id()));
  }

  /** By which providers who is logged in is known. */
  public List<LinkedIdentity> of(Caller caller) {
    return identities.ofUser(caller.userId());
  }

  /**
   * Takes a link of who is logged in away, and ends the other sessions that it has opened.
   *
   * @return whether there was one
   * @throws ReauthenticationRequired if the person hasn't shown a moment ago who it is
   * @throws Conflict if the person has no password, and could log in no longer
   */
  public boolean disconnect(Caller caller, UUID providerId, String subjectHash) {
    // In turn, so that the last two don't go at once.
    users.toBeChanged(caller.userId());
    recentAuthentication.require(caller);
    boolean done = identities.unlink(caller.userId(), providerId, subjectHash);
    if (passwords.setAt(caller.userId()).isEmpty() && of(caller).isEmpty()) {
      throw new Conflict(IdentityRule.LAST);
    }
    if (done) {
      sessions.endOpenedByProvider(
          providerId,
          session ->
              session.user().id().equals(caller.userId())
                  && !session.id().equals(caller.sessionId()));
      audit.record(caller.audited(AuditType.IDENTITY_UNLINK, "ok").detail(providerId.toString()));
    }
    return done;
  }
}
