package org.gatehouse.bench.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * The service accounts of the workspace that was signed up first, each with a key and a role for
 * two datasources; a developer key, with which an application names itself; and an OAuth client.
 *
 * @param credentials of the accounts, as CloudIO's header has them
 * @param developerKey of the workspace
 * @param client its id and secret as a form has them
 */
public record Programs(List<String> credentials, String developerKey, String client) {
  /** The workspace. */
  public static final String WORKSPACE = "bench";

  /** Its administrator. */
  public static final String ADMINISTRATOR = "ann";

  private static final int COUNT = 16;
  private static final String FILE = "programs";

  /** Signs the workspace up at a new Gatehouse and makes them. */
  static Programs make(String base) {
    Http http = new Http();
    String token =
        http.postJson(
                base + "/api/1/signup",
                "",
                ("{\"workspace_name\":\"%s\",\"workspace_uid\":\"%s\",\"user_name\":\"%s\","
                        + "\"email\":\"ann@bench.example\",\"password\":\"%s\"}")
                    .formatted(WORKSPACE, WORKSPACE, ADMINISTRATOR, Seed.PASSWORD))
            .is(201)
            .text("token");
    for (String name : List.of("ledger", "orders")) {
      http.postJson(base + "/api/1/datasource", token, "{\"name\":\"" + name + "\"}").is(201);
    }
    http.postJson(
            base + "/api/1/role",
            token,
            "{\"name\":\"finance\",\"datasources\":[\"ledger\",\"orders\"]}")
        .is(201);
    List<String> credentials = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      String name = "program" + i;
      String key =
          http.postJson(
                  base + "/api/1/service-account",
                  token,
                  "{\"name\":\"" + name + "\",\"roles\":[\"finance\"]}")
              .is(201)
              .text("key");
      String pair = WORKSPACE + "/" + name + ":" + key;
      credentials.add(Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
    }
    String developerKey =
        http.postJson(base + "/api/1/developer-key", token, "{\"name\":\"bench\"}")
            .is(201)
            .text("key");
    Http.Reply client =
        http.postJson(
                base + "/api/1/client",
                token,
                "{\"client_name\":\"Bench\",\"grant_types\":[\"client_credentials\"],\"scope\":\"bench\"}")
            .is(201);
    return new Programs(
        credentials,
        developerKey,
        "client_id=" + client.text("client_id") + "&client_secret=" + client.text("client_secret"));
  }

  /** Keeps them beside the database. */
  void write(Path folder) {
    List<String> lines = new ArrayList<>(credentials);
    lines.add(developerKey);
    lines.add(client);
    try {
      Files.write(folder.resolve(FILE), lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Those that were kept there. */
  static Programs read(Path folder) {
    try {
      List<String> lines = Files.readAllLines(folder.resolve(FILE));
      return new Programs(lines.subList(0, COUNT), lines.get(COUNT), lines.get(COUNT + 1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A session of each: CloudIO's jwt and csrf, parted by a tab. */
  List<String> sessions(Http http, String base) {
    return credentials.stream()
        .map(
            credential -> {
              Http.Reply reply =
                  http.send(
                          "POST",
                          base + "/v1/auth",
                          Map.of(
                              "Content-Type",
                              "application/json",
                              "Authorization",
                              "Token " + credential),
                          "{}")
                      .is(200);
              return reply.text("jwt") + "\t" + reply.text("csrf");
            })
        .toList();
  }
}
