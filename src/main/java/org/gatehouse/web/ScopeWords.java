package org.gatehouse.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.gatehouse.core.oauth.claims.StandardScope;

/** Says in words that people know what an application may have of them. */
@ApplicationScoped
public class ScopeWords {
  @Inject private Texts texts;

  /** What these scopes give, but for {@code openid}: that says no more than who is logged in. */
  public List<String> of(Set<String> scopes) {
    return scopes.stream().sorted().flatMap(this::inWords).toList();
  }

  private Stream<String> inWords(String scope) {
    return StandardScope.OPENID.value().equals(scope)
        ? Stream.empty()
        : Stream.of(
            StandardScope.of(scope)
                .map(known -> texts.get("consent.scope." + known.value()))
                .orElseGet(() -> texts.get("consent.otherScope", scope)));
  }
}
