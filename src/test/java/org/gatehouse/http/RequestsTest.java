package org.gatehouse.http;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.gatehouse.core.net.AddressRange;
import org.gatehouse.core.settings.Settings;
import org.gatehouse.fixture.Given;
import org.gatehouse.fixture.SentRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom a request comes from, and which site has sent it. */
class RequestsTest {
  private final Requests local = requests("http://localhost:8080");
  private final Requests publicly = requests("https://login.example.com");

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, localhost",
    "0:0:0:0:0:0:0:1, localhost",
    "::1, ::1",
    "127.0.0.1, 127.0.0.1"
  })
  void knowsSomebodyAtTheMachine(String from, String to) {
    assertThat(local.isAtTheMachine(request(from, to, Map.of()))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "192.168.0.7, localhost",
    "127.0.0.1, login.example.com",
    "127.0.0.1, 127.0.0.1.evil.com",
    "127.0.0.1, evil.example"
  })
  void knowsSomebodyElsewhere(String from, String to) {
    assertThat(local.isAtTheMachine(request(from, to, Map.of()))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Forwarded",
        "X-Forwarded-For",
        "X-Forwarded-Host",
        "X-Real-IP",
        "Via",
        "x-forwarded-for"
      })
  void takesNobodyBehindAProxyForSomebodyAtTheMachine(String header) {
    assertThat(local.isAtTheMachine(request("127.0.0.1", "localhost", Map.of(header, "127.0.0.1"))))
        .isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "10.1.2.3, -, true",
        "10.2.2.3, -, false",
        "127.0.0.1, 10.1.2.3, true",
        "127.0.0.1, 192.0.2.7, false",
        "127.0.0.1, '10.1.2.3, 192.0.2.7', false",
        // A proxy that nobody has named, in that network: it speaks for whom it likes.
        "10.1.2.3, 192.0.2.7, false",
        "10.1.2.3, 10.1.2.4, false",
        "unknown, -, false"
      })
  void knowsFromWhichNetworkARequestComes(String from, String forwarded, boolean known) {
    Requests behind = requests(Map.of("GATEHOUSE_TRUSTED_PROXIES", "127.0.0.1"));
    List<AddressRange> networks = List.of(AddressRange.parse("10.1.0.0/16").orElseThrow());
    Map<String, String> headers =
        forwarded == null ? Map.of() : Map.of("X-Forwarded-For", forwarded);

    assertThat(behind.isFrom(request(from, "login.example.com", headers), networks))
        .isEqualTo(known);
  }

  @Test
  void takesNobodyForSomebodyAtTheMachineWhereItServesOthers() {
    assertThat(publicly.isAtTheMachine(request("127.0.0.1", "localhost", Map.of()))).isFalse();
  }

  @Test
  void readsTheWorkspaceFromHeaderOrQuery() {
    assertThat(
            local.workspace(
                request(
                    "127.0.0.1",
                    "localhost",
                    Map.of("X-Workspace", "corpinc", "?", "workspace=b"))))
        .contains("corpinc");
    assertThat(local.workspace(request("127.0.0.1", "localhost", Map.of("?", "workspace=b"))))
        .contains("b");
    assertThat(local.workspace(request("127.0.0.1", "localhost", Map.of("X-Workspace", " "))))
        .isEmpty();
  }

  @Test
  void readsTheWorkspaceFromTheHostWhereNothingElseSaysIt() {
    Map<String, String> hosts =
        Map.of(
            "GATEHOUSE_PUBLIC_URL",
            "https://login.example.com",
            "GATEHOUSE_WORKSPACE_HOSTS",
            "login.corpinc.example=corpinc, login.acme.example = Acme & Sons");
    Requests mapped = requests(hosts);

    assertThat(mapped.workspace(request("192.0.2.1", "LOGIN.corpinc.example", Map.of())))
        .contains("corpinc");
    assertThat(mapped.workspace(request("192.0.2.1", "login.acme.example", Map.of())))
        .contains("Acme & Sons");
    assertThat(mapped.workspace(request("192.0.2.1", "login.example.com", Map.of()))).isEmpty();
    assertThat(
            mapped.workspace(
                request("192.0.2.1", "login.corpinc.example", Map.of("X-Workspace", "other"))))
        .contains("other");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "198.51.100.9 | 203.0.113.5 | 198.51.100.9",
        "192.0.2.1 | 203.0.113.5 | 203.0.113.5",
        "192.0.2.1 | 10.1.2.3, 203.0.113.5 | 203.0.113.5",
        "192.0.2.1 | 203.0.113.66, 203.0.113.5 , 10.1.2.3 | 203.0.113.5",
        "10.9.9.9 | 2001:db8::7 | 2001:db8:0:0:0:0:0:7",
        "192.0.2.1 | [2001:db8::7]:4711 | 2001:db8:0:0:0:0:0:7",
        "192.0.2.1 | 203.0.113.5:4711 | 203.0.113.5",
        "192.0.2.1 | 203.0.113.5, unknown | 192.0.2.1",
        "192.0.2.1 | localhost | 192.0.2.1",
        "192.0.2.1 | , | 192.0.2.1",
        "192.0.2.1 | '' | 192.0.2.1",
        "192.0.2.1 | 203.0.113.5;evil | 192.0.2.1",
        "192.0.2.1 | 10.0.0.7, 10.0.0.8 | 10.0.0.7",
        "0:0:0:0:0:0:0:1 | 203.0.113.5 | 203.0.113.5"
      })
  void believesTrustedProxiesAndNobodyElseWhereARequestComesFrom(
      String nearest, String forwardedFor, String client) {
    Requests behind = requests(Map.of("GATEHOUSE_TRUSTED_PROXIES", "192.0.2.1, 10.0.0.0/8, ::1"));
    HttpServletRequest request =
        request(nearest, "localhost", Map.of("X-Forwarded-For", forwardedFor));

    assertThat(behind.client(request).address()).isEqualTo(client);
    assertThat(local.client(request).address()).isEqualTo(nearest);
    assertThat(behind.isAtTheMachine(request)).isFalse();
  }

  @Test
  void hasAnAddressForWhoeverHasNone() {
    assertThat(local.client(request("", "localhost", Map.of())).address()).isEqualTo("unknown");
  }

  @Test
  void takesTheProxyForTheClientWhereItTellsNothing() {
    Requests behind = requests(Map.of("GATEHOUSE_TRUSTED_PROXIES", "127.0.0.1"));
    HttpServletRequest request = request("127.0.0.1", "localhost", Map.of());

    assertThat(behind.client(request).address()).isEqualTo("127.0.0.1");
    assertThat(behind.isAtTheMachine(request)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "localhost, true",
    "127.0.0.1, true",
    "[::1], true",
    "rebound.example, false",
    "127.0.0.1.evil.example, false"
  })
  void answersOnPlainHttpForThisMachineOnly(String host, boolean ours) {
    HttpServletRequest request = request("127.0.0.1", host, Map.of());

    assertThat(local.isAddressedToUs(request)).isEqualTo(ours);
  }

  @ParameterizedTest
  @CsvSource({
    "login.example.com, true",
    "LOGIN.example.COM, true",
    "login.example.com., true",
    "Login.CorpInc.example, true",
    "localhost, true",
    "127.0.0.1, true",
    "[::1], true",
    "gatehouse.internal, false",
    "192.0.2.9, false",
    "login.example.com.evil.example, false",
    "evil-login.example.com, false",
    "'', false",
    "., false"
  })
  void answersByItsPublicHostThoseOfWorkspacesAndOnThisMachine(String host, boolean ours) {
    Requests known =
        requests(
            Map.of(
                "GATEHOUSE_PUBLIC_URL", "https://login.example.com",
                "GATEHOUSE_WORKSPACE_HOSTS", "login.corpinc.example=corpinc",
                "GATEHOUSE_TRUSTED_PROXIES", "192.0.2.1"));
    Map<String, String> header = Map.of("Host", host);

    assertThat(known.isAddressedToUs(request("198.51.100.9", host, header))).isEqualTo(ours);
    assertThat(known.isAddressedToUs(request("192.0.2.1", host, header))).isTrue();
  }

  @Test
  void answersAProbeThatKnowsNoHost() {
    assertThat(publicly.isAddressedToUs(request("192.0.2.1", "10.0.0.7", Map.of()))).isTrue();
    assertThat(local.isAddressedToUs(request("192.0.2.1", "10.0.0.7", Map.of()))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "Sec-Fetch-Site, same-origin, true",
    "Sec-Fetch-Site, none, true",
    "Sec-Fetch-Site, same-site, false",
    "Sec-Fetch-Site, cross-site, false",
    "Origin, https://login.example.com, true",
    "Origin, https://login.example.com:444, false",
    "Origin, https://login.example.com.evil.example, false",
    "Origin, http://localhost, true",
    "Origin, 'null', false",
    "Accept, */*, true"
  })
  void knowsWhichSiteABrowserSpeaksFor(String header, String value, boolean ours) {
    assertThat(
            publicly.isSameOrigin(
                request("127.0.0.1", "localhost", Map.of(header, value, "Host", "localhost"))))
        .isEqualTo(ours);
  }

  @Test
  void believesSecFetchSiteRatherThanOrigin() {
    assertThat(
            publicly.isSameOrigin(
                request(
                    "127.0.0.1",
                    "localhost",
                    Map.of("Sec-Fetch-Site", "cross-site", "Origin", "https://login.example.com"))))
        .isFalse();
  }

  private static Requests requests(String publicUrl) {
    return requests(Map.of("GATEHOUSE_PUBLIC_URL", publicUrl));
  }

  private static Requests requests(Map<String, String> environment) {
    Settings settings = Given.settings(environment);
    return new Requests(settings, new Cookies(settings));
  }

  /** A request with these headers; {@code ?} stands for the query. */
  private static HttpServletRequest request(String from, String to, Map<String, String> headers) {
    String query = headers.containsKey("?") ? "?" + headers.get("?") : "";
    SentRequest sent = new SentRequest("GET", "/" + query).between(from, to);
    headers.forEach(sent::with);
    return sent.received();
  }
}
