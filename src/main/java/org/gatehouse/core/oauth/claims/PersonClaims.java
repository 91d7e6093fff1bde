package org.gatehouse.core.oauth.claims;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.gatehouse.core.oauth.client.ClientOwner;
import org.gatehouse.core.session.ApplicationRoles;
import org.gatehouse.core.user.User;
import org.gatehouse.core.workspace.Workspace;

/** Says of a person what claims ask for (OpenID Connect Core 1.0, 5.1). */
@Singleton
public class PersonClaims {
  /** The claim with the name that people log in with. */
  public static final String USER_NAME = "preferred_username";

  private final ApplicationRoles applicationRoles;

  @Inject
  PersonClaims(ApplicationRoles applicationRoles) {
    this.applicationRoles = applicationRoles;
  }

  /**
   * What these claims say, but for those that say nothing of this person.
   *
   * @param owner whose client asks: one for all workspaces needs names that are unique among all
   */
  public Map<String, Object> of(ResourceOwner person, ClientOwner owner, Collection<String> names) {
    User user = person.user();
    Map<String, Object> claims = new TreeMap<>();
    claims.put("name", user.displayName());
    claims.put(USER_NAME, owner.workspaceId().isPresent() ? user.name() : user.qualifiedName());
    if (!user.email().isEmpty()) {
      claims.put("email", user.email());
      claims.put("email_verified", user.isEmailConfirmed());
    }
    claims.put("groups", groups(person, owner));
    claims.keySet().retainAll(names);
    return claims;
  }

  /**
   * What an application is told that learns it by headers: always the name that people log in with,
   * and no address that may be somebody else's. There is no way to say that it isn't confirmed, and
   * such applications take an address for a person.
   */
  public Map<String, Object> forHeaders(
      ResourceOwner person, ClientOwner owner, Collection<String> scopes) {
    Set<String> wanted = new HashSet<>(StandardScope.claims(scopes));
    wanted.add(USER_NAME);
    Map<String, Object> claims = of(person, owner, wanted);
    if (!Boolean.TRUE.equals(claims.remove("email_verified"))) {
      claims.remove("email");
    }
    return claims;
  }

  /**
   * What the person may do, in the words of a client.
   *
   * @param owner whose client: one for all workspaces needs to know whose role it is
   */
  public List<String> groups(ResourceOwner person, ClientOwner owner) {
    Workspace workspace = person.user().workspace();
    return owner.workspaceId().isPresent()
        ? applicationRoles.groups(person.roles(), workspace)
        : applicationRoles.groupsForAll(person.roles(), workspace);
  }
}
