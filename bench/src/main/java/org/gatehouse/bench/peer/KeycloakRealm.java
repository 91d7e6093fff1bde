package org.gatehouse.bench.peer;

import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The realms of Keycloak: one with users and a client that has a service account, and one whose
 * users are locked by wrong passwords.
 */
final class KeycloakRealm {
  static final String ADMINISTRATOR = "admin";
  static final String PASSWORD = "admin-Pw-1";
  static final String REALM = "bench";
  static final String LOCKING_REALM = "bench-locking";
  static final String CLIENT = "bench-client";
  static final String SECRET = "bench-secret";
  static final int USERS = 2_000;
  static final int LOCKED = 16;

  private static final String CLIENT_JSON =
      "{\"clientId\":\"%s\",\"secret\":\"%s\",\"protocol\":\"openid-connect\",\"publicClient\":false,"
              .formatted(CLIENT, SECRET)
          + "\"directAccessGrantsEnabled\":true,\"serviceAccountsEnabled\":true,"
          + "\"standardFlowEnabled\":true,\"redirectUris\":[\"http://localhost/*\"],"
          + "\"protocolMappers\":[{\"name\":\"aud-self\",\"protocol\":\"openid-connect\","
          + "\"protocolMapper\":\"oidc-audience-mapper\",\"config\":{"
          + "\"included.client.audience\":\""
          + CLIENT
          + "\","
          + "\"access.token.claim\":\"true\",\"introspection.token.claim\":\"true\"}}]}";

  private KeycloakRealm() {}

  /**
   * Makes the realms.
   *
   * @param phc the hash of the users' password, at Keycloak's own cost
   */
  static void make(String base, String phc) {
    Http http = new Http();
    String token =
        "Bearer "
            + http.postForm(
                    base + "/realms/master/protocol/openid-connect/token",
                    Map.of(
                        "grant_type",
                        "password",
                        "client_id",
                        "admin-cli",
                        "username",
                        ADMINISTRATOR,
                        "password",
                        PASSWORD))
                .is(200)
                .text("access_token");
    String credential = credential(phc);
    http.postJson(base + "/admin/realms", token, realm(REALM, "", USERS, credential)).is(201);
    http.postJson(
            base + "/admin/realms",
            token,
            realm(
                LOCKING_REALM,
                ",\"bruteForceProtected\":true,\"failureFactor\":3,\"waitIncrementSeconds\":3600,"
                    + "\"maxFailureWaitSeconds\":3600,\"minimumQuickLoginWaitSeconds\":3600",
                LOCKED,
                credential))
        .is(201);
  }

  private static String realm(String name, String more, int users, String credential) {
    String people =
        IntStream.range(0, users)
            .mapToObj(
                i ->
                    ("{\"username\":\"u%d\",\"enabled\":true,\"email\":\"u%d@example.com\","
                            + "\"emailVerified\":true,\"firstName\":\"U\",\"lastName\":\"%d\","
                            + "\"credentials\":[%s]}")
                        .formatted(i, i, i, credential))
            .collect(Collectors.joining(","));
    return ("{\"realm\":\"%s\",\"enabled\":true,\"sslRequired\":\"none\",\"accessTokenLifespan\":43200,"
            + "\"ssoSessionIdleTimeout\":43200%s,\"clients\":[%s],\"users\":[%s]}")
        .formatted(name, more, CLIENT_JSON, people);
  }

  /** The hash as Keycloak stores it. */
  private static String credential(String phc) {
    String[] parts = phc.split("\\$");
    String secret =
        "{\\\"value\\\":\\\"%s\\\",\\\"salt\\\":\\\"%s\\\",\\\"additionalParameters\\\":{}}"
            .formatted(padded(parts[5]), padded(parts[4]));
    String data =
        ("{\\\"hashIterations\\\":%d,\\\"algorithm\\\":\\\"argon2\\\",\\\"additionalParameters\\\":{"
                + "\\\"hashLength\\\":[\\\"32\\\"],\\\"memory\\\":[\\\"%d\\\"],\\\"type\\\":[\\\"id\\\"],"
                + "\\\"version\\\":[\\\"1.3\\\"],\\\"parallelism\\\":[\\\"%d\\\"]}}")
            .formatted(
                Cost.KEYCLOAK.iterations(), Cost.KEYCLOAK.memoryKib(), Cost.KEYCLOAK.parallelism());
    return "{\"type\":\"password\",\"secretData\":\""
        + secret
        + "\",\"credentialData\":\""
        + data
        + "\"}";
  }

  private static String padded(String base64) {
    return Base64.getEncoder().encodeToString(Base64.getDecoder().decode(base64));
  }
}
