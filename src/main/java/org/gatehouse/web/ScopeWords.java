package org.gatehouse.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import org.gatehouse.core.oauth.claims.StandardScope;

/** Says in words that people know what an application may have of them. */
@ApplicationScoped
public class ScopeWords {
  @Inject private Texts texts;

  /**
   * What these scopes give, but for {@code openid}, which says no more than who is logged in, and
   * for {@code groups} beside {@code profile}, which has the same.
   */
  public List<String> of(Set<String> scopes) {
    boolean groupsAreSaid = StandardScope.PROFILE.isIn(scopes);
    return scopes.stream()
        .filter(scope -> !StandardScope.OPENID.value().equals(scope))
        .filter(scope -> !groupsAreSaid || !StandardScope.GROUPS.value().equals(scope))
        .sorted()
        .map(this::inWords)
        .toList();
  }

  private String inWords(String scope) {
    return StandardScope.of(scope)
        .map(known -> texts.get("consent.scope." + known.value()))
        .orElseGet(() -> texts.get("consent.otherScope", scope));
  }
}
