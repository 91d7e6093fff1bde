package org.gatehouse.bench.peer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.gatehouse.bench.load.Load;

/** What Keycloak is asked in each row: the same as Gatehouse, as far as there is the same. */
public final class KeycloakLoads {
  /** With all that an application sends along; nobody ever follows the redirect. */
  static final String LOGIN_PAGE =
      path(KeycloakRealm.REALM, "auth")
          + "?client_id="
          + KeycloakRealm.CLIENT
          + "&response_type=code&scope=openid&redirect_uri=http%3A%2F%2Flocalhost%2F";

  private static final String TOKEN = path(KeycloakRealm.REALM, "token");
  private static final String CLIENT =
      "client_id=" + KeycloakRealm.CLIENT + "&client_secret=" + KeycloakRealm.SECRET;
  private static final int ATTEMPTS_TO_LOCK = 5;

  /** RFC 6749, 5.2. */
  private static final int REFUSED = 400;

  private static final int NOBODIES = 5_000;

  private final Http http = new Http();
  private final Random random = new Random(1);
  private final Map<Integer, List<String>> tokens = new ConcurrentHashMap<>();
  private final String base;
  private boolean areLocked;

  /**
   * @param base where it listens
   */
  public KeycloakLoads(String base) {
    this.base = base;
  }

  private static String path(String realm, String name) {
    return "/realms/" + realm + "/protocol/openid-connect/" + name;
  }

  /** Right passwords of many users. */
  public Load passwordLogin() {
    return login(TOKEN, Seed.PASSWORD).over(shuffledUsers());
  }

  /** Wrong passwords; nobody is locked in this realm. */
  public Load wrongPassword() {
    return login(TOKEN, "wrong horse battery staple").over(shuffledUsers()).answeredWith(REFUSED);
  }

  /** Users that there aren't, another one each time. */
  public Load unknownUser() {
    String some = Integer.toString(random.nextInt(Integer.MAX_VALUE), Character.MAX_RADIX);
    return login(TOKEN, Seed.PASSWORD)
        .over(IntStream.range(0, NOBODIES).mapToObj(i -> "nobody-" + some + "-" + i).toList())
        .answeredWith(REFUSED);
  }

  /** Right passwords of users that are locked. */
  public Load lockedUser() {
    List<String> users = IntStream.range(0, KeycloakRealm.LOCKED).mapToObj(i -> "u" + i).toList();
    String address = path(KeycloakRealm.LOCKING_REALM, "token");
    if (!areLocked) {
      users.parallelStream().forEach(user -> lock(base + address, user));
      areLocked = true;
    }
    return login(address, Seed.PASSWORD).over(users).answeredWith(REFUSED);
  }

  private void lock(String address, String user) {
    for (int i = 0; i < ATTEMPTS_TO_LOCK; i++) {
      http.postForm(address, form(user, "wrong horse")).is(REFUSED);
    }
    // Right, and refused all the same.
    http.postForm(address, form(user, Seed.PASSWORD)).is(REFUSED);
  }

  private static Load login(String address, String password) {
    return Load.postForm(
        address,
        "grant_type=password&scope=openid&username={1}&password="
            + Http.encode(password)
            + "&"
            + CLIENT);
  }

  private static Map<String, String> form(String user, String password) {
    return Map.of(
        "grant_type",
        "password",
        "scope",
        "openid",
        "username",
        user,
        "password",
        password,
        "client_id",
        KeycloakRealm.CLIENT,
        "client_secret",
        KeycloakRealm.SECRET);
  }

  /** The client for itself. */
  public Load clientCredentials() {
    return Load.postForm(TOKEN, "grant_type=client_credentials&" + CLIENT);
  }

  /** The same client about a token of its own. */
  public Load introspection() {
    String token =
        http.postForm(base + TOKEN, "grant_type=client_credentials&" + CLIENT)
            .is(200)
            .text("access_token");
    return Load.postForm(TOKEN + "/introspect", "token=" + token + "&" + CLIENT);
  }

  /** Each connection the token that it got last. */
  public Load refresh(int connections) {
    return Load.postForm(TOKEN, "grant_type=refresh_token&refresh_token={1}&" + CLIENT)
        .over(logIn(connections, "refresh_token"))
        .following("\"refresh_token\":\"([^\"]+)\"");
  }

  /** Each user itself. */
  public Load userInfo(int connections) {
    return Load.get(path(KeycloakRealm.REALM, "userinfo"))
        .with("Authorization", "Bearer {1}")
        .over(tokens.computeIfAbsent(connections, count -> logIn(count, "access_token")));
  }

  private List<String> logIn(int count, String member) {
    return IntStream.range(0, count)
        .parallel()
        .mapToObj(i -> form("u" + i % KeycloakRealm.USERS, Seed.PASSWORD))
        .map(form -> http.postForm(base + TOKEN, form).is(200).text(member))
        .toList();
  }

  /** The public keys. */
  public Load jwks() {
    return Load.get(path(KeycloakRealm.REALM, "certs"));
  }

  /** The login page, for a browser that was never here. */
  public Load loginPage() {
    return Load.get(LOGIN_PAGE);
  }

  private List<String> shuffledUsers() {
    List<String> users =
        new ArrayList<>(IntStream.range(0, KeycloakRealm.USERS).mapToObj(i -> "u" + i).toList());
    Collections.shuffle(users, random);
    return users;
  }
}
