package org.gatehouse.bench;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.gatehouse.fixture.Database;

/**
 * Measures how often in a second a client of a running Gatehouse refreshes its token, each time the
 * one that it got last, and what else it could ask with a token; started by bench/refresh.sh.
 */
public final class RefreshBench {
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String PASSWORD = "correct horse battery staple";
  private static final String TOKEN = "/v1/auth/token";
  private static final String STATE = "/v1/users/me/state?app=glass";
  private static final String USER = "/api/1/user/ann";
  private static final Pattern TOKEN_MEMBER = Pattern.compile("\"token\":\"([^\"]+)\"");
  private static final int ROUNDS = 5;
  private static final double NANOS = 1e9;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String base;
  private String token = "";

  private RefreshBench(String base) {
    this.base = base;
  }

  /**
   * Prints a table.
   *
   * @param arguments the address of the server, and how many refreshes there shall be in all
   */
  public static void main(String[] arguments) throws Exception {
    new RefreshBench(arguments[0]).run(Integer.parseInt(arguments[1]));
  }

  private void run(int refreshes) throws Exception {
    logIn();
    String url = System.getenv("GATEHOUSE_DB_URL");
    boolean open = url != null;
    if (open) {
      System.setProperty("gatehouse.db.url", url);
    }
    Map<String, Long> before = open ? Database.rows() : Map.of();
    long sizeBefore = size();
    int turn = refreshes / ROUNDS;
    List<double[]> rounds = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      rounds.add(
          new double[] {
            rate(turn, this::refresh),
            rate(turn, () -> ask("GET", STATE)),
            rate(turn, () -> ask("GET", USER))
          });
    }
    // The first round warms up.
    List<double[]> counted = rounds.subList(1, ROUNDS);
    double refreshed = median(counted, 0);
    System.out.println("| with a token | a second | to the refresh |");
    System.out.println("|---|---:|---:|");
    row("refresh it (`PATCH " + TOKEN + "`)", refreshed, refreshed);
    row("read the state (`GET /v1/users/me/state`)", median(counted, 1), refreshed);
    row("read the user (`GET /api/1/user/ann`)", median(counted, 2), refreshed);
    System.out.println();
    System.out.println("In all " + turn * ROUNDS + " refreshes of one session.");
    if (open) {
      Map<String, Long> after = Database.rows();
      System.out.println("Rows before:     " + sum(before) + " " + before);
      System.out.println("Rows after:      " + sum(after) + " " + after);
      System.out.println("KiB of the file: " + sizeBefore + " before, " + size() + " after");
    }
  }

  private static long sum(Map<String, Long> rows) {
    return rows.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Of the embedded database, whose file holds old versions of rows until it is tidied up. */
  private static long size() throws IOException {
    String data = System.getenv("GATEHOUSE_DATA");
    Path file = Path.of(data == null ? "data" : data, "gatehouse.mv.db");
    return Files.exists(file) ? Files.size(file) / 1024 : 0;
  }

  private void logIn() throws IOException, InterruptedException {
    String name = "bench" + UUID.randomUUID().toString().substring(0, 8);
    String workspace =
        ("{\"workspace_name\":\"%s\",\"workspace_uid\":\"%s\",\"user_name\":\"ann\","
                + "\"email\":\"ann@example.com\",\"password\":\"%s\"}")
            .formatted(name, name, PASSWORD);
    send("POST", "/api/1/signup", "application/json", workspace);
    token =
        tokenOf(
            send(
                "POST",
                TOKEN,
                FORM,
                form(Map.of("username", name + "/ann", "password", PASSWORD))));
  }

  private void refresh() throws IOException, InterruptedException {
    token = tokenOf(send("PATCH", TOKEN, FORM, ""));
  }

  private void ask(String method, String path) throws IOException, InterruptedException {
    send(method, path, FORM, "");
  }

  private String send(String method, String path, String type, String body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path))
            .header("Content-Type", type)
            .method(method, BodyPublishers.ofString(body));
    if (!token.isEmpty()) {
      request.header("Authorization", token);
    }
    HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
    if (response.statusCode() / 100 != 2) {
      throw new IllegalStateException(path + ": " + response.statusCode() + " " + response.body());
    }
    return response.body();
  }

  private static String tokenOf(String reply) {
    Matcher member = TOKEN_MEMBER.matcher(reply);
    if (!member.find()) {
      throw new IllegalStateException("no token");
    }
    return member.group(1);
  }

  private static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> field.getKey() + "=" + encode(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static double rate(int times, Work work) throws Exception {
    long start = System.nanoTime();
    for (int i = 0; i < times; i++) {
      work.run();
    }
    return times * NANOS / (System.nanoTime() - start);
  }

  private static double median(List<double[]> rounds, int column) {
    double[] sorted = rounds.stream().mapToDouble(round -> round[column]).sorted().toArray();
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }

  private static void row(String what, double rate, double refreshed) {
    System.out.printf(Locale.ROOT, "| %s | %.0f | %.2f |%n", what, rate, rate / refreshed);
  }

  private interface Work {
    void run() throws Exception;
  }
}
