package org.gatehouse.core.oauth.forwardauth;

import java.net.URI;
import java.util.Set;
import java.util.TreeSet;
import org.gatehouse.core.oauth.claims.StandardScope;
import org.gatehouse.core.oauth.client.KnownClient;
import org.gatehouse.core.oauth.issuer.Issuer;

/**
 * An application behind a reverse proxy that asks about each request. Gatehouse itself is the
 * client: the application never sees a code or a token.
 *
 * @param client how it is registered
 * @param issuer where its people log in
 * @param callback where they come back to: the redirect URI, which the proxy passes on to us
 */
public record ProxiedApplication(KnownClient client, Issuer issuer, URI callback) {
  /** What it is told of people: nobody can have it told less, or have it go on without a login. */
  public Set<String> scopes() {
    Set<String> scopes = new TreeSet<>(client.metadata().scopes());
    scopes.remove(StandardScope.OFFLINE_ACCESS.value());
    return scopes;
  }

  /** Where people begin to use it. */
  public String start() {
    return address("/");
  }

  /**
   * An address of the application.
   *
   * @param uri path and query, from the root of its host
   */
  String address(String uri) {
    return callback.getScheme() + "://" + callback.getRawAuthority() + uri;
  }
}
