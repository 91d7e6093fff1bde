package org.gatehouse.ops.traces;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.gatehouse.fixture.Api;
import org.gatehouse.fixture.ServerProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a collector is told of requests, by OTLP as its bytes are, and the log of their traces. */
@Tag("own-server")
@Tag("smoke")
class TracesIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
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
                "1"));
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
    assertThat(server.linesOf("org.gatehouse.audit"))
        .map(line -> ServerProcess.context(line).getString("trace_id"))
        .containsExactly(trace);
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
