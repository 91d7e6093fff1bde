package org.gatehouse.core.oauth.claims;

import com.google.common.collect.ImmutableList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A scope that has a meaning here, and which claims it asks for (OpenID Connect Core 1.0, 5.4). */
public enum StandardScope {
  /** The login itself: who it is, by a key that tells nothing else. */
  OPENID,

  /** The name, and what the person may do: Soteria asks for no more, and wants groups. */
  PROFILE("name", "preferred_username", "groups"),

  /** The address. */
  EMAIL("email", "email_verified"),

  /** What the person may do. */
  GROUPS("groups"),

  /** To go on when the login has ended (11). */
  OFFLINE_ACCESS;

  private final ImmutableList<String> claims;

  StandardScope(String... claims) {
    this.claims = ImmutableList.copyOf(claims);
  }

  /** The word in requests. */
  public String value() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether it is among these. */
  public boolean isIn(Collection<String> scopes) {
    return scopes.contains(value());
  }

  /** The scope of this name; nothing for those that an administrator has made up. */
  public static Optional<StandardScope> of(String value) {
    return Arrays.stream(values()).filter(scope -> scope.value().equals(value)).findFirst();
  }

  /** The claims that these scopes ask for. */
  public static Set<String> claims(Collection<String> scopes) {
    return Arrays.stream(values())
        .filter(scope -> scope.isIn(scopes))
        .flatMap(scope -> scope.claims.stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The one of these that asks for this claim and as little else as can be. */
  static Optional<StandardScope> narrowest(String claim, Collection<String> scopes) {
    return Arrays.stream(values())
        .filter(scope -> scope.isIn(scopes) && scope.claims.contains(claim))
        .min(Comparator.comparingInt(scope -> scope.claims.size()));
  }

  /** The claims that any scope asks for. */
  public static Set<String> claims() {
    return claims(Arrays.stream(values()).map(StandardScope::value).toList());
  }
}
