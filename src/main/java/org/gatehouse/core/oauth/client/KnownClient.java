package org.gatehouse.core.oauth.client;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.gatehouse.core.user.Roles;

/**
 * A client as it was a moment ago.
 *
 * @param id its {@code client_id}
 * @param owner whose it is
 * @param metadata what is known of it
 * @param secrets the hashes of its secrets, each with the moment when it ends, if it does
 * @param lastUsedAt when it last got a token, to the minute
 */
public record KnownClient(
    UUID id,
    ClientOwner owner,
    ClientMetadata metadata,
    Map<String, Optional<Instant>> secrets,
    Optional<Instant> lastUsedAt) {
  /** What leaves room for groups and scopes in a token, which isn't looked at if it is too long. */
  private static final int LONGEST_AUDIENCE = 1_000;

  /** What it calls itself in requests (RFC 6749, 2.2). */
  public String clientId() {
    return id.toString();
  }

  /**
   * Passes where the client may get tokens so.
   *
   * @throws OAuthRefusal if it may not (RFC 6749, 5.2)
   */
  public void require(GrantType type) {
    if (!metadata.may(type)) {
      throw new OAuthRefusal(
          OAuthError.UNAUTHORIZED_CLIENT, "The client is not registered for " + type.value() + ".");
    }
  }

  /**
   * Passes where the client may get tokens for all of these resources.
   *
   * @throws OAuthRefusal if it may not (RFC 8707, 2)
   */
  public void require(List<String> resources) {
    boolean registered = metadata.audiences().containsAll(resources);
    if (!registered || String.join(" ", resources).length() > LONGEST_AUDIENCE) {
      throw new OAuthRefusal(
          OAuthError.INVALID_TARGET, "The client is not registered for such a resource.");
    }
  }

  /**
   * Whether a secret with this hash is one of the client's. What was hashed has 256 random bits, so
   * that the time it takes tells nothing.
   */
  boolean has(String secretHash, Instant now) {
    Optional<Instant> end = secrets.get(secretHash);
    return end != null && end.filter(at -> !at.isAfter(now)).isEmpty();
  }

  /**
   * Whether somebody may use it: everybody, or who has one of its roles. In a client for all
   * workspaces those of a workspace are written with its uid, {@code corpinc/finance}.
   *
   * @param roles those of the person
   * @param workspaceUid whose roles they are
   */
  public boolean admits(Set<String> roles, String workspaceUid) {
    Set<String> needed = metadata.roles();
    return needed.isEmpty()
        || roles.stream()
            .map(role -> isQualified(role) ? workspaceUid + "/" + role : role)
            .anyMatch(needed::contains);
  }

  private boolean isQualified(String role) {
    return owner.workspaceId().isEmpty() && !Roles.BUILT_IN.contains(role);
  }

  @Override
  public String toString() {
    return "KnownClient[" + id + "]";
  }
}
