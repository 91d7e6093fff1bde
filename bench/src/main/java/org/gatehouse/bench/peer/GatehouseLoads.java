package org.gatehouse.bench.peer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.gatehouse.bench.load.Load;

/** What Gatehouse is asked in each row. */
public final class GatehouseLoads {
  private static final String LOGIN = "/api/1/auth";
  private static final String TOKEN = "/v1/auth/token";
  private static final String OAUTH = "/oauth2/o/" + Programs.WORKSPACE + "/";
  private static final String ME = "/api/1/users/me.json";
  private static final int FAILURES_THAT_LOCK = 10;
  private static final int LOCKED = 16;
  private static final int NOBODIES = 5_000;
  private static final Pattern STYLES = Pattern.compile("/[^\"]*/gatehouse\\.css[^\"]*");

  private final Http http = new Http();
  private final Random random = new Random(1);
  private final Map<Integer, List<String>> tokens = new ConcurrentHashMap<>();
  private final String base;
  private final Seed seed;
  private final Programs programs;
  private List<String> sessions = List.of();
  private boolean areLocked;

  /**
   * @param base where it listens
   * @param seed who its users are
   * @param programs its service accounts
   */
  public GatehouseLoads(String base, Seed seed, Programs programs) {
    this.base = base;
    this.seed = seed;
    this.programs = programs;
  }

  /** Right passwords of many users that are never locked, whose hashes are of this cost. */
  public Load passwordLogin(Cost cost) {
    List<String> users = seed.named(cost);
    return login(Seed.PASSWORD).over(shuffled(users.subList(0, users.size() - LOCKED)));
  }

  /** Wrong passwords of so many users that none is locked by them. */
  public Load wrongPassword() {
    return login("wrong horse battery staple")
        .over(shuffled(seed.named(Cost.KEYCLOAK)))
        .answeredWith(401);
  }

  /** Users that there aren't, another one each time. */
  public Load unknownUser() {
    String some = Integer.toString(random.nextInt(Integer.MAX_VALUE), Character.MAX_RADIX);
    return login(Seed.PASSWORD)
        .over(IntStream.range(0, NOBODIES).mapToObj(i -> "w0\tnobody-" + some + "-" + i).toList())
        .answeredWith(401);
  }

  /** Right passwords of users that are locked. */
  public Load lockedUser() {
    List<String> users = seed.named(Cost.KEYCLOAK);
    List<String> some = users.subList(users.size() - LOCKED, users.size());
    if (!areLocked) {
      some.parallelStream().forEach(this::lock);
      areLocked = true;
    }
    return login(Seed.PASSWORD).over(some).answeredWith(401);
  }

  private void lock(String user) {
    for (int i = 0; i < FAILURES_THAT_LOCK; i++) {
      http.postJson(base + LOGIN, "", loginBody(user, "wrong horse")).is(401);
    }
  }

  private static Load login(String password) {
    return Load.postJson(
        LOGIN, "{\"client_name\":\"{1}\",\"user_name\":\"{2}\",\"password\":\"" + password + "\"}");
  }

  private static String loginBody(String user, String password) {
    String[] names = user.split("\t");
    return "{\"client_name\":\"%s\",\"user_name\":\"%s\",\"password\":\"%s\"}"
        .formatted(names[0], names[1], password);
  }

  /** Keys of service accounts. */
  public Load keyLogin() {
    return Load.postJson("/v1/auth", "{}")
        .with("Authorization", "Token {1}")
        .over(programs.credentials());
  }

  /** A client for itself. */
  public Load clientCredentials() {
    return Load.postForm(OAUTH + "token", "grant_type=client_credentials&" + programs.client());
  }

  /** The same client about a token of its own. */
  public Load introspection() {
    String form = "grant_type=client_credentials&" + programs.client();
    String token = http.postForm(base + OAUTH + "token", form).is(200).text("access_token");
    return Load.postForm(OAUTH + "introspect", "token=" + token + "&" + programs.client());
  }

  /** Each connection the token that it got last. */
  public Load refresh(int connections) {
    return Load.postForm(TOKEN, "")
        .by("PATCH")
        .with("Authorization", "{1}")
        .over(
            logIn(connections).stream().map(line -> line.substring(0, line.indexOf('\t'))).toList())
        .following("\"token\":\"([^\"]+)\"");
  }

  /** A token of the administrator, to be refreshed. */
  public String administratorsToken() {
    return http.postForm(
            base + TOKEN,
            Map.of(
                "username",
                Programs.WORKSPACE + "/" + Programs.ADMINISTRATOR,
                "password",
                Seed.PASSWORD))
        .is(200)
        .text("token");
  }

  /** The one that replaces a token. */
  public String refreshed(String token) {
    Map<String, String> headers =
        Map.of("Authorization", token, "Content-Type", "application/x-www-form-urlencoded");
    return http.send("PATCH", base + TOKEN, headers, "").is(200).text("token");
  }

  /** Each user itself. */
  public Load user(int connections) {
    return Load.get("/api/1/user/{2}")
        .with("Authorization", "{1}")
        .over(tokens.computeIfAbsent(connections, this::logIn));
  }

  /** What a program may use. */
  public Load datasources() {
    if (sessions.isEmpty()) {
      sessions = programs.sessions(http, base);
    }
    return Load.get("/v1/datasources")
        .with("Authorization", "Bearer {1}")
        .with("X-CSRF-Token", "{2}")
        .over(sessions);
  }

  /** The administrator, by the cookie of a browser. */
  public Load cookie() {
    String cookies = http.send("GET", base + withCredentials(), Map.of(), "").is(200).cookies();
    return Load.get(ME).with("Cookie", cookies);
  }

  /** The administrator, by credentials in each request, which are remembered. */
  public Load credentials() {
    return Load.get(withCredentials());
  }

  private String withCredentials() {
    Map<String, String> credentials = new LinkedHashMap<>();
    credentials.put("developerOrganization", Programs.WORKSPACE);
    credentials.put("developerKey", programs.developerKey());
    credentials.put("domain", Programs.WORKSPACE);
    credentials.put("login", Programs.ADMINISTRATOR);
    credentials.put("password", Seed.PASSWORD);
    return credentials.entrySet().stream()
        .map(
            entry ->
                Http.encode("credentials[" + entry.getKey() + "]")
                    + "="
                    + Http.encode(entry.getValue()))
        .collect(Collectors.joining("&", ME + "?", ""));
  }

  /** Tokens of so many users, each with the user's name after a tab. */
  private List<String> logIn(int count) {
    List<String> users = seed.named(Cost.KEYCLOAK);
    return IntStream.range(0, count)
        .parallel()
        .mapToObj(i -> users.get(i % users.size()))
        .map(
            user ->
                http.postJson(base + LOGIN, "", loginBody(user, Seed.PASSWORD))
                        .is(200)
                        .text("token")
                    + user.substring(user.indexOf('\t')))
        .toList();
  }

  /** An answer without a login and without the database. */
  public Load ping() {
    return Load.get("/v1/auth/ping");
  }

  /** A file of the login page. */
  public Load staticFile() {
    Matcher styles = STYLES.matcher(http.send("GET", base + "/login", Map.of(), "").is(200).body());
    if (!styles.find()) {
      throw new IllegalStateException("The login page has no styles");
    }
    return Load.get(styles.group());
  }

  /** The public keys. */
  public Load jwks() {
    return Load.get("/.well-known/jwks.json");
  }

  /** The login page, for a browser that was never here. */
  public Load loginPage() {
    return Load.get("/login");
  }

  private List<String> shuffled(List<String> users) {
    List<String> copy = new ArrayList<>(users);
    Collections.shuffle(copy, random);
    return copy;
  }
}
