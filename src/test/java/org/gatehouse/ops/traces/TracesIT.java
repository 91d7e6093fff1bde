package org.gatehouse.ops.traces;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.gatehouse.fixture.Api;
import org.gatehouse.fixture.ServerProcess;
import org.gatehouse.fixture.Visitor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a collector is told of requests, by OTLP as its bytes are; and the log, which is JSON here,
 * of their traces and by what their replies say.
 */
@Tag("own-server")
@Tag("smoke")
class TracesIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String ID = "X-Request-Id";
  private static final String PARENT = "00f067aa0ba902b7";

  @TempDir private static Path folder;
  private static final List<String> exports = new CopyOnWriteArrayList<>();
  private static HttpServer collector;
  private static ServerProcess server;

  @BeforeAll
  static void start() throws Exception {
    collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    collector.createContext(
        "/v1/traces",
        exchange -> {
          exports.add(
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
          exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    collector.start();
    server =
        ServerProcess.startWithJsonLog(
            folder,
            Map.of(
                "GATEHOUSE_TRACES_COLLECTOR",
                "http://localhost:" + collector.getAddress().getPort() + "/v1/traces",
                // The fewest: what is traced in these tests is what others have decided.
                "GATEHOUSE_TRACES_PERCENT",
                "1",
                "GATEHOUSE_TRUSTED_PROXIES",
                "127.0.0.1"));
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
    collector.stop(0);
  }

  @Test
  void areThoseOfWhoAsked() throws Exception {
    String trace = "4bf92f3577b34da6a3ce929d0e0e4736";

    traced(trace, "01")
        .post(
            "/api/1/auth?password=tell-tale",
            Map.of("client_name", "Nobody", "user_name", "somebody", "password", "tell-tale"))
        .is(401);

    assertThat(awaitExportOf(trace))
        .contains(bytes(PARENT), "gatehouse", "POST cloudomation", "/api/1/auth")
        .contains("http.response.status_code", "login", "unknown")
        .doesNotContain("tell-tale", "somebody");
    server.awaitLog(trace);
    assertThat(audited("trace_id")).containsOnlyOnce(trace);
  }

  @Test
  void areNotOfWhoSaidNo() throws Exception {
    String unwanted = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa1";
    String wanted = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa2";

    traced(unwanted, "00").get("/.well-known/jwks.json").is(200);
    traced(wanted, "01").get("/no-such-page").is(404);

    assertThat(awaitExportOf(wanted)).contains("GET pages");
    assertThat(exports).noneMatch(export -> export.contains(bytes(unwanted)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e473g-00f067aa0ba902b7-01"
      })
  void areNoConcernOfWhoAsksOddly(String traceparent) {
    Api.at(server.base()).with("traceparent", traceparent).get("/.well-known/jwks.json").is(200);
  }

  @Test
  void andTheLogAreFoundByWhatAReplySaysWhichIsOfATrustedProxy() throws Exception {
    String id = failsToLogIn();
    server.awaitLog("request=" + id);
    assertThat(failsToLogIn(ID, "of-the-proxy.4711")).isEqualTo("of-the-proxy.4711");
    server.awaitLog("request=of-the-proxy.4711");
    String odd = failsToLogIn(ID, "x} {0} 4711");
    assertThat(odd).matches("[0-9a-f-]{36}");

    assertThat(server.linesOf("org.gatehouse.audit"))
        .map(JsonObject::toString)
        .filteredOn(line -> line.contains("login unknown"))
        .anyMatch(line -> line.contains("request=" + id));
    assertThat(audited("request_id")).containsOnlyOnce(id, "of-the-proxy.4711", odd);
  }

  /** Answers with the id of the request. */
  private static String failsToLogIn(String... headers) {
    HttpResponse<String> refused =
        new Visitor(server.base())
            .post(
                "/api/1/auth",
                Map.of("client_name", "nowhere", "user_name", "nobody", "password", "wrong"),
                headers);
    assertThat(refused.statusCode()).isEqualTo(401);
    List<String> ids = refused.headers().allValues(ID);
    assertThat(ids).hasSize(1);
    return ids.get(0);
  }

  /** What the audit log's lines have by this name. */
  private static List<String> audited(String name) {
    return server.linesOf("org.gatehouse.audit").stream()
        .map(line -> ServerProcess.context(line).getString(name, ""))
        .toList();
  }

  private static Api traced(String trace, String flags) {
    return Api.at(server.base()).with("traceparent", "00-" + trace + "-" + PARENT + "-" + flags);
  }

  private static String awaitExportOf(String trace) throws InterruptedException, IOException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      for (String export : exports) {
        if (export.contains(bytes(trace))) {
          return export;
        }
      }
      Thread.sleep(100);
    }
    throw new IllegalStateException("Nobody told of " + trace + "\n" + server.log());
  }

  private static String bytes(String hex) {
    return new String(HexFormat.of().parseHex(hex), StandardCharsets.ISO_8859_1);
  }
}
