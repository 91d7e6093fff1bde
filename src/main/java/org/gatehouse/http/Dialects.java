package org.gatehouse.http;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds the dialect of a request by its path. What belongs to none is a page for people. */
@Singleton
public class Dialects {
  private final List<Owner> owners;

  @Inject
  Dialects(@Any Instance<Dialect> dialects) {
    this(dialects.stream().toList());
  }

  /** These, for a test. */
  Dialects(List<Dialect> dialects) {
    this.owners =
        dialects.stream()
            .flatMap(dialect -> dialect.prefixes().stream().map(own -> new Owner(own, dialect)))
            .sorted(Comparator.comparingInt((Owner owner) -> owner.prefix().length()).reversed())
            .toList();
  }

  /** The dialect of a request. */
  public Optional<Dialect> of(HttpServletRequest request) {
    return of(Requests.path(request));
  }

  /**
   * The dialect of a path.
   *
   * @param path below the context root, as it was sent
   */
  Optional<Dialect> of(String path) {
    // Several times for each request: a loop, which makes no garbage.
    for (Owner owner : owners) {
      if (owner.owns(path)) {
        return Optional.of(owner.dialect());
      }
    }
    return Optional.empty();
  }

  /** How an error looks to the client of a request; nothing where it is the error page. */
  public Optional<ErrorShape> errors(HttpServletRequest request) {
    return errors(request, Requests.path(request));
  }

  /** The same, if the request is for another path by now. */
  Optional<ErrorShape> errors(HttpServletRequest request, String path) {
    return of(path).map(dialect -> dialect.errors(request, path));
  }

  /**
   * The same where JAX-RS answers, which it may by a path that is written too oddly to be known.
   */
  public ErrorShape errorsOfApi(HttpServletRequest request) {
    return errors(request).orElse(ErrorShape.TEXT);
  }

  private record Owner(String prefix, Dialect dialect) {
    boolean owns(String path) {
      return path.startsWith(prefix)
          && (path.length() == prefix.length()
              || prefix.endsWith(".")
              || path.charAt(prefix.length()) == '/');
    }
  }
}
