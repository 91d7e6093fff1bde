package org.gatehouse.core.oauth.claims;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the {@code claims} parameter asks for by name (OpenID Connect Core 1.0, 5.5), beside what
 * scopes ask for.
 *
 * @param idToken for the ID token
 * @param userinfo for the userinfo endpoint
 */
public record RequestedClaims(Set<String> idToken, Set<String> userinfo) {
  /** Nothing in particular. */
  public static final RequestedClaims NONE = new RequestedClaims(Set.of(), Set.of());

  /** Keeps what nobody can change. */
  public RequestedClaims {
    idToken = Set.copyOf(idToken);
    userinfo = Set.copyOf(userinfo);
  }

  /**
   * Those that one of these scopes would ask for, too: a client is told nothing by name that it
   * isn't registered for.
   */
  public RequestedClaims within(Set<String> scopes) {
    Set<String> possible = StandardScope.claims(scopes);
    return new RequestedClaims(common(idToken, possible), common(userinfo, possible));
  }

  /**
   * The scopes that would ask for what these don't, so that people can be asked in the words of
   * scopes.
   *
   * @param possible which there are to choose from
   */
  public Set<String> scopesBeside(Set<String> scopes, Set<String> possible) {
    Set<String> asked = StandardScope.claims(scopes);
    return Stream.concat(idToken.stream(), userinfo.stream())
        .filter(claim -> !asked.contains(claim))
        .flatMap(claim -> StandardScope.narrowest(claim, possible).stream())
        .map(StandardScope::value)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Set<String> common(Set<String> wanted, Set<String> possible) {
    return wanted.stream().filter(possible::contains).collect(Collectors.toUnmodifiableSet());
  }
}
