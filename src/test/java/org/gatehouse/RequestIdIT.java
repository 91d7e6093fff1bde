package org.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.gatehouse.fixture.ServerProcess;
import org.gatehouse.fixture.Visitor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What happened in a request is found in the server's log, which is JSON here, by what its reply
 * says.
 */
@Tag("own-server")
class RequestIdIT {
  private static final String ID = "X-Request-Id";

  @TempDir private Path directory;

  @Test
  void leadsFromAReplyToTheLogAndIsThatOfATrustedProxy() throws Exception {
    Map<String, String> settings =
        Map.of("GATEHOUSE_TRUSTED_PROXIES", "127.0.0.1", "GATEHOUSE_SIGNUP", "open");
    try (ServerProcess server = ServerProcess.startWithJsonLog(directory, settings)) {
      Visitor visitor = new Visitor(server.base());
      HttpResponse<String> refused = logIn(visitor);
      String id = refused.headers().firstValue(ID).orElseThrow();
      server.awaitLog("request=" + id);

      HttpResponse<String> proxied = logIn(visitor, ID, "of-the-proxy.4711");
      assertThat(proxied.headers().allValues(ID)).containsExactly("of-the-proxy.4711");
      server.awaitLog("request=of-the-proxy.4711");

      HttpResponse<String> odd = logIn(visitor, ID, "x} {0} 4711");
      assertThat(odd.headers().firstValue(ID).orElseThrow()).matches("[0-9a-f-]{36}");

      List<JsonObject> audited = server.linesOf("org.gatehouse.audit");
      assertThat(audited.get(0).toString()).contains("login unknown", "request=" + id);
      assertThat(audited)
          .map(line -> ServerProcess.context(line).getString("request_id"))
          .containsExactly(id, "of-the-proxy.4711", odd.headers().firstValue(ID).orElseThrow());
    }
  }

  private static HttpResponse<String> logIn(Visitor visitor, String... headers) {
    HttpResponse<String> refused =
        visitor.post(
            "/api/1/auth",
            Map.of("client_name", "nowhere", "user_name", "nobody", "password", "wrong"),
            headers);
    assertThat(refused.statusCode()).isEqualTo(401);
    return refused;
  }
}
