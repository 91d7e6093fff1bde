package org.gatehouse.bench.row;

import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.gatehouse.bench.load.Load;
import org.gatehouse.bench.peer.Cost;
import org.gatehouse.bench.peer.GatehouseLoads;
import org.gatehouse.bench.peer.KeycloakLoads;

/** All rows of the comparison. */
public final class Rows {
  /** The key of the row that shows what the server can do without us asking anybody. */
  public static final String PING = "ping";

  /** The key of the row for which Gatehouse is started with its own settings. */
  public static final String AT_OWN_COST = "password-default";

  private Rows() {}

  /**
   * Those for a Gatehouse whose hashes cost as much as Keycloak's. Passwords come late: it takes
   * thousands of calls to warm a server up, which is minutes of logins and seconds of anything
   * else.
   */
  public static List<Row> atEqualCost(GatehouseLoads ours, KeycloakLoads theirs) {
    return List.of(
        both(
            "key",
            "key login / client credentials",
            n -> ours.keyLogin(),
            n -> theirs.clientCredentials(),
            Target.timesKeycloak(2).within(Limit.SIGNATURE)),
        both(
            "client-credentials",
            "client credentials",
            n -> ours.clientCredentials(),
            n -> theirs.clientCredentials(),
            Target.timesKeycloak(2).within(Limit.SIGNATURE)),
        both(
            "introspection",
            "introspection",
            n -> ours.introspection(),
            n -> theirs.introspection(),
            Target.timesKeycloak(2).within(PING)),
        both(
            "refresh",
            "refresh of a token",
            ours::refresh,
            theirs::refresh,
            Target.timesKeycloak(2).within(Limit.SIGNATURE)),
        both(
            "user",
            "authenticated GET, the user / userinfo",
            ours::user,
            theirs::userInfo,
            Target.timesKeycloak(1.2).within(PING, 0.8)),
        both(
            "datasources",
            "authenticated GET, datasources / userinfo",
            n -> ours.datasources(),
            theirs::userInfo,
            Target.timesKeycloak(1.2).within(PING, 0.8)),
        both(
            "jwks",
            "public keys (JWKS)",
            n -> ours.jwks(),
            n -> theirs.jwks(),
            Target.timesKeycloak(1.5).within("static")),
        both(
            "login-page",
            "login page",
            n -> ours.loginPage(),
            n -> theirs.loginPage(),
            Target.timesKeycloak(1.5).within("static")),
        both(
            "password",
            "password login, " + Cost.KEYCLOAK.text(),
            n -> ours.passwordLogin(Cost.KEYCLOAK),
            n -> theirs.passwordLogin(),
            Target.timesKeycloak(1.5).within(Limit.HASH, 0.9)),
        both(
            "wrong-password",
            "wrong password",
            n -> ours.wrongPassword(),
            n -> theirs.wrongPassword(),
            Target.none().within(Limit.HASH)),
        both(
            "unknown-user",
            "unknown user",
            n -> ours.unknownUser(),
            n -> theirs.unknownUser(),
            Target.none().within(Limit.HASH)),
        both(
            "locked-user",
            "locked user, right password",
            n -> ours.lockedUser(),
            n -> theirs.lockedUser(),
            Target.none().within(Limit.HASH)),
        ours("cookie", "a browser's cookie, the user (CloudForge)", n -> ours.cookie(), PING),
        ours(
            "credentials",
            "remembered credentials, the user (CloudForge)",
            n -> ours.credentials(),
            "cookie"),
        ours(PING, "ping, by JAX-RS without a caller", n -> ours.ping(), Limit.JAXRS),
        ours("static", "static file", n -> ours.staticFile(), Limit.JAXRS));
  }

  /** That for a Gatehouse whose hashes cost what they do unless somebody sets it. */
  public static Row atOwnCost(GatehouseLoads ours, KeycloakLoads theirs) {
    return both(
        AT_OWN_COST,
        "password login, each at its default",
        n -> ours.passwordLogin(Cost.GATEHOUSE),
        n -> theirs.passwordLogin(),
        Target.none().within(Limit.HASH_DEFAULT, 0.9));
  }

  private static Row both(
      String key, String title, IntFunction<Load> ours, IntFunction<Load> theirs, Target target) {
    return new Row(key, title, ours, Optional.of(theirs), target);
  }

  private static Row ours(String key, String title, IntFunction<Load> ours, String limit) {
    return new Row(key, title, ours, Optional.empty(), Target.none().within(limit));
  }
}
