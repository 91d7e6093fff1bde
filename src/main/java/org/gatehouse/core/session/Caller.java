package org.gatehouse.core.session;

import java.time.Instant;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.gatehouse.core.audit.AuditEntry;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.user.Permission;
import org.gatehouse.core.user.Preferences;
import org.gatehouse.core.user.Rank;
import org.gatehouse.core.user.User;

/**
 * Who is calling: a user within a session, with the roles of this moment.
 *
 * @param sessionId in which session
 * @param userId which user
 * @param workspaceId of which workspace
 * @param workspaceName what the workspace is called
 * @param workspaceUid what programs call the workspace
 * @param userName with which name the user logged in
 * @param displayName how the person is called
 * @param email where the person is said to get mail; empty for a service account
 * @param preferences how the person wants the pages
 * @param roles names from {@link org.gatehouse.core.user.Roles}
 * @param ranks what makes the user more than one; none before an initial password is changed, nor
 *     in the session of a key that doesn't keep them
 * @param expiresAt when the session ends by itself
 * @param source who said who it is: {@link #LOCAL}, or the protocol of an identity provider, {@code
 *     saml} or {@code oidc}
 * @param generation of which generation the token is that was shown, or is to be issued; nothing
 *     with a token that is never replaced, as the cookie's
 * @param client with which program the present request comes, and from where
 */
public record Caller(
    UUID sessionId,
    UUID userId,
    UUID workspaceId,
    String workspaceName,
    String workspaceUid,
    String userName,
    String displayName,
    String email,
    Preferences preferences,
    Set<String> roles,
    Set<Rank> ranks,
    Instant expiresAt,
    String source,
    OptionalLong generation,
    Client client) {
  /** The source where Gatehouse itself looked at what somebody knows or has. */
  public static final String LOCAL = "local";

  /** The name that is unique in the installation: {@code uid/user}; the {@code upn} of tokens. */
  public String name() {
    return workspaceUid + "/" + userName;
  }

  /** The same caller with a token of another generation. */
  public Caller with(OptionalLong otherGeneration) {
    return with(otherGeneration, client);
  }

  /** The same caller in a request of this program. */
  public Caller with(Client present) {
    return with(generation, present);
  }

  private Caller with(OptionalLong otherGeneration, Client present) {
    return new Caller(
        sessionId,
        userId,
        workspaceId,
        workspaceName,
        workspaceUid,
        userName,
        displayName,
        email,
        preferences,
        roles,
        ranks,
        expiresAt,
        source,
        otherGeneration,
        present);
  }

  /** Whether the caller has a role. */
  public boolean is(String role) {
    return roles.contains(role);
  }

  /** Whether a rank of the caller lets it do this. */
  public boolean may(Permission permission) {
    return ranks.stream().anyMatch(rank -> rank.grants(permission));
  }

  /** An entry of the audit log about something that the caller does to itself. */
  public AuditEntry audited(AuditType type, String outcome) {
    return client.audited(type, outcome).about(workspaceId, userId).in(sessionId);
  }

  /** An entry of the audit log about something that the caller does to the workspace. */
  public AuditEntry acting(AuditType type, String outcome) {
    return client.audited(type, outcome).aboutWorkspace(workspaceId).by(userId, sessionId);
  }

  /** The same about a change of another user that was made. */
  public AuditEntry actingOn(User user, AuditType type) {
    return acting(type, "ok").about(user.workspace().id(), user.id());
  }
}
