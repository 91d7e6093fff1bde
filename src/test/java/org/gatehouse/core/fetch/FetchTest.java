package org.gatehouse.core.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.refusal.Rule;
import org.gatehouse.core.settings.ProviderNetworks;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An address that somebody typed leads to small documents of others, and nowhere else. */
class FetchTest {
  private static final int LIMIT = 100;

  /** More than what lies in sockets, and less than what would hurt. */
  private static final long MUCH = 64L * 1024 * 1024;

  private static final UUID WORKSPACE = UUID.randomUUID();

  private final Fetch fetch = GivenFetch.onThisMachine();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/document", exchange -> answer(exchange, "the document"));
    server.createContext("/large", exchange -> answer(exchange, "x".repeat(LIMIT + 1)));
    server.createContext("/gone", exchange -> exchange.sendResponseHeaders(410, -1));
    server.createContext("/once", exchange -> redirect(exchange, "/document"));
    server.createContext("/f\u00fcr alle", exchange -> answer(exchange, "the document"));
    server.createContext("/forever", exchange -> redirect(exchange, "/forever"));
    server.createContext("/away", exchange -> redirect(exchange, "http://127.0.0.1:1/"));
    server.createContext("/file", exchange -> redirect(exchange, "file:///etc/passwd"));
    server.createContext("/nonsense", exchange -> redirect(exchange, "http://[/"));
    server.setExecutor(threads);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    threads.shutdown();
  }

  @Test
  void getsTheDocument() {
    assertThat(get("/document")).isEqualTo("the document");
  }

  @Test
  void followsARedirect() {
    assertThat(get("/once")).isEqualTo("the document");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/f\u00fcr alle",
        "f\u00fcr%20alle#part",
        "//127.0.0.1:%d/f\u00fcr alle",
        " http://127.0.0.1:%d/f\u00fcr alle "
      })
  void followsARedirectThatIsNotEscaped(String location) {
    String there = location.replace("%d", "" + server.getAddress().getPort());
    String utf8 = new String(there.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    server.createContext("/raw", exchange -> redirect(exchange, there));
    server.createContext("/raw-utf8", exchange -> redirect(exchange, utf8));

    assertThat(get("/raw")).isEqualTo("the document");
    assertThat(get("/raw-utf8")).isEqualTo("the document");
  }

  @Test
  void followsNoRedirectWhereTheAddressItselfIsTrusted() {
    assertThatThrownBy(() -> fetch.getDirectly(WORKSPACE, address("/once"), "text/plain", LIMIT))
        .isInstanceOfSatisfying(
            InvalidInput.class, refusal -> assertThat(refusal.arguments()).containsExactly(302));
    assertThat(fetch.getDirectly(WORKSPACE, address("/document"), "text/plain", LIMIT))
        .isNotEmpty();
  }

  @Test
  void refusesAnAddressThatRedirectsForever() {
    assertRefused("/forever", AddressRule.REDIRECTS);
  }

  @Test
  void looksAtAnAddressAgainThatItIsRedirectedTo() {
    Fetch atThisPort =
        GivenFetch.with(
            new Destinations(
                new ProviderNetworks(
                    true, true, true, List.of(), List.of(server.getAddress().getPort())),
                true,
                SystemDefaultDnsResolver.INSTANCE));

    assertThatThrownBy(() -> atThisPort.get(WORKSPACE, address("/away"), "text/plain", LIMIT))
        .isInstanceOfSatisfying(
            InvalidInput.class, refusal -> assertThat(refusal.rule()).isEqualTo(AddressRule.PORT));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/nonsense", "/file"})
  void refusesARedirectToNoAddress(String path) {
    assertRefused(path, AddressRule.UNREACHABLE);
  }

  @Test
  void hangsUpWhenADocumentIsTooLarge() {
    assertRefused("/large", AddressRule.TOO_LARGE);
  }

  /** What is said before the document counts as well: it is kept in memory until its end. */
  @ParameterizedTest
  @ValueSource(strings = {"x", "X-Header: x\r\n"})
  void hangsUpWhenAHeadHasNoEnd(String piece) throws Exception {
    byte[] much = piece.repeat(64_000).getBytes(StandardCharsets.US_ASCII);
    try (ServerSocket endless = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Future<Long> written = threads.submit(() -> write(endless, much));
      assertRefused(
          URI.create("http://127.0.0.1:" + endless.getLocalPort() + "/"), AddressRule.UNREACHABLE);
      assertThat(written.get()).as("octets until it is gone").isLessThan(MUCH);
    }
  }

  /** Begins an answer that doesn't end by itself; tells how much of it somebody has taken. */
  private static long write(ServerSocket server, byte[] much) throws IOException {
    long written = 0;
    try (Socket socket = server.accept()) {
      OutputStream out = socket.getOutputStream();
      out.write("HTTP/1.1 200 OK\r\nX-Long: ".getBytes(StandardCharsets.US_ASCII));
      while (written < MUCH) {
        out.write(much);
        written += much.length;
      }
    } catch (SocketException e) {
      // It has hung up.
    }
    return written;
  }

  @Test
  void saysWithWhichStatusAServerRefuses() {
    assertThatThrownBy(() -> get("/gone"))
        .isInstanceOfSatisfying(
            InvalidInput.class,
            refusal -> {
              assertThat(refusal.rule()).isEqualTo(AddressRule.REFUSED);
              assertThat(refusal.arguments()).containsExactly(410);
            });
  }

  @Test
  void hasNoMoreThanSixteenThreadsWaitForASlowServer() throws Exception {
    CountDownLatch asked = new CountDownLatch(16);
    CountDownLatch answers = new CountDownLatch(1);
    server.createContext(
        "/slow",
        exchange -> {
          asked.countDown();
          await(answers);
          answer(exchange, "at last");
        });
    List<Future<String>> slow =
        IntStream.range(0, 16).mapToObj(i -> threads.submit(() -> get("/slow"))).toList();
    await(asked);
    assertRefused("/document", AddressRule.BUSY);
    answers.countDown();
    for (Future<String> call : slow) {
      assertThat(call.get()).isEqualTo("at last");
    }
    assertThat(get("/document")).isEqualTo("the document");
  }

  @Test
  void saysThatNobodyAnswers() {
    int port = server.getAddress().getPort();
    server.stop(0);
    assertRefused(URI.create("http://127.0.0.1:" + port + "/"), AddressRule.UNREACHABLE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://idp.example/metadata",
        "file:///etc/passwd",
        "metadata.xml",
        "http:metadata",
        "https://user:secret@idp.example/",
        "https://idp.example/#part"
      })
  void refusesWhatIsNoAddressOfADocument(String address) {
    assertRefused(URI.create(address), AddressRule.INVALID);
  }

  @Test
  void wantsHttpsWhereOthersThanThisMachineAreServed() {
    assertThatThrownBy(
            () -> GivenFetch.destinations(true, true).check(URI.create("http://192.0.2.1/")))
        .isInstanceOfSatisfying(
            InvalidInput.class,
            refusal -> assertThat(refusal.rule()).isEqualTo(AddressRule.INVALID));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://127.0.0.1/",
        "https://localhost/",
        "https://0.0.0.0/",
        "https://[::1]/",
        "https://[::]/",
        "https://[::ffff:127.0.0.1]/",
        "https://[::127.0.0.1]/",
        "https://[64:ff9b::7f00:1]/",
        "https://[2002:7f00:1::]/",
        "https://169.254.169.254/latest/meta-data",
        "https://[fe80::1]/",
        "https://[fd00:ec2::254]/",
        "https://[fd20:ce::254]/",
        "https://100.100.100.200/",
        "https://168.63.129.16/",
        "https://224.0.0.1/",
        "https://2130706433/"
      })
  void isNotSentToItsOwnSurroundings(String address) {
    assertThat(leadsTo(GivenFetch.destinations(true, true), address)).isFalse();
  }

  @Test
  void isNotSentToAnyAddressOfItsOwnMachine() throws SocketException {
    assertThat(NetworkInterface.networkInterfaces().flatMap(NetworkInterface::inetAddresses))
        .isNotEmpty()
        .allMatch(Destinations::isForbidden);
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "169.254.169.254", "10.0.0.7"})
  void isNotSentToItsOwnSurroundingsByIpv4WithinIpv6(String address) throws UnknownHostException {
    byte[] mapped = new byte[16];
    mapped[10] = mapped[11] = (byte) 0xff;
    System.arraycopy(InetAddress.getByName(address).getAddress(), 0, mapped, 12, 4);
    // As the JDK returns it for a name; of a literal it makes IPv4.
    DnsResolver names =
        resolver(new ArrayList<>(), Inet6Address.getByAddress("idp.example", mapped, -1));

    assertThat(leadsTo(GivenFetch.destinations(names), "https://idp.example/")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    // Where strangers may sign up; where they mayn't; what an operator has named.
    "https://10.0.0.7/,false,true,false",
    "https://192.168.1.1/,false,true,false",
    "https://100.64.0.1/,false,true,false",
    "'https://[fd12::1]/',false,true,false",
    "https://10.20.3.4/,false,true,true",
    "https://8.8.8.8/,true,true,false",
    "'https://[2606:4700::1111]/',true,true,false",
    "https://169.254.169.254/,false,false,false",
    "https://127.0.0.1/,false,false,true",
    "https://127.0.0.2/,false,false,false"
  })
  void mayAskWhereTheOperatorAllows(
      String address, boolean ofStrangers, boolean ofTrusted, boolean named) {
    assertThat(leadsTo(GivenFetch.destinations(false, true), address)).isEqualTo(ofStrangers);
    assertThat(leadsTo(GivenFetch.destinations(true, true), address)).isEqualTo(ofTrusted);
    assertThat(leadsTo(GivenFetch.destinations(false, false, "10.20.0.0/16", "127.0.0.1"), address))
        .isEqualTo(named);
  }

  @Test
  void asksAtThePortsAloneThatTheOperatorAllows() {
    Destinations destinations = GivenFetch.destinations(true, true);

    destinations.check(URI.create("https://idp.example/"));
    destinations.check(URI.create("https://idp.example:443/"));
    assertThatThrownBy(() -> destinations.check(URI.create("https://idp.example:6379/")))
        .isInstanceOfSatisfying(
            InvalidInput.class, refusal -> assertThat(refusal.rule()).isEqualTo(AddressRule.PORT));
  }

  @Test
  void asksForAnAddressOnceAndConnectsThere() {
    List<String> asked = new ArrayList<>();
    DnsResolver names = resolver(asked, InetAddress.getLoopbackAddress());
    Fetch rebound = GivenFetch.with(GivenFetch.destinationsOnThisMachine(names));

    assertThat(
            rebound.get(
                WORKSPACE,
                URI.create("http://my_idp.example:" + server.getAddress().getPort() + "/document"),
                "text/plain",
                LIMIT))
        .asString(StandardCharsets.UTF_8)
        .isEqualTo("the document");
    assertThat(asked).containsExactly("my_idp.example");
  }

  @ParameterizedTest
  @CsvSource({
    "' http://my_idp.example:%d/document ',my_idp.example",
    "http://m\u00fcnchen.example:%d/document,xn--mnchen-3ya.example",
    "http://idp.example:%d/f\u00fcr alle,idp.example"
  })
  void asksWhereAnAddressLeadsThatSomebodyTyped(String typed, String host) {
    List<String> asked = new ArrayList<>();
    Fetch anywhere =
        GivenFetch.with(
            GivenFetch.destinationsOnThisMachine(
                resolver(asked, InetAddress.getLoopbackAddress())));
    URI address =
        WebAddress.read(typed.formatted(server.getAddress().getPort())).orElseThrow().uri();

    assertThat(anywhere.get(WORKSPACE, address, "text/plain", LIMIT))
        .asString(StandardCharsets.UTF_8)
        .isEqualTo("the document");
    assertThat(asked).containsExactly(host);
  }

  @Test
  void tellsNothingApartOfWhatItCanNotReach() throws IOException {
    assertRefused(URI.create("http://nobody-knows.invalid/"), AddressRule.UNREACHABLE);
    // A server that hangs up, and one that speaks no TLS.
    server.createContext("/hangs-up", HttpExchange::close);
    assertRefused("/hangs-up", AddressRule.UNREACHABLE);
    assertRefused(
        URI.create("https://127.0.0.1:" + server.getAddress().getPort() + "/document"),
        AddressRule.UNREACHABLE);
  }

  @Test
  void readsWhatAServerHasCompressedWithoutBeingAsked() {
    server.createContext("/packed", exchange -> answerPacked(exchange, "the document"));
    server.createContext("/bomb", exchange -> answerPacked(exchange, "0".repeat(1_000_000)));

    assertThat(get("/packed")).isEqualTo("the document");
    assertRefused("/bomb", AddressRule.TOO_LARGE);
  }

  private static void answerPacked(HttpExchange exchange, String text) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    exchange.getResponseHeaders().set("Content-Encoding", "gzip");
    exchange.sendResponseHeaders(200, packed.size());
    exchange.getResponseBody().write(packed.toByteArray());
    exchange.close();
  }

  private static DnsResolver resolver(List<String> asked, InetAddress answer) {
    return new DnsResolver() {
      @Override
      public InetAddress[] resolve(String host) {
        asked.add(host);
        return new InetAddress[] {answer};
      }

      @Override
      public String resolveCanonicalHostname(String host) {
        return host;
      }
    };
  }

  /** Whether a connection would be made. */
  private static boolean leadsTo(Destinations destinations, String address) {
    URI uri = URI.create(address);
    try {
      destinations.check(uri);
      String host = WebAddress.hostOf(uri).replaceAll("[\\[\\]]", "");
      return destinations.resolver(uri).resolve(host).length > 0;
    } catch (InvalidInput | UnknownHostException e) {
      return false;
    }
  }

  private String get(String path) {
    return new String(
        fetch.get(WORKSPACE, address(path), "text/plain", LIMIT), StandardCharsets.UTF_8);
  }

  private URI address(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  private void assertRefused(String path, Rule rule) {
    assertRefused(address(path), rule);
  }

  private void assertRefused(URI address, Rule rule) {
    assertThatThrownBy(() -> fetch.get(WORKSPACE, address, "text/plain", LIMIT))
        .isInstanceOfSatisfying(
            InvalidInput.class, refusal -> assertThat(refusal.rule()).isEqualTo(rule));
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void answer(HttpExchange exchange, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static void redirect(HttpExchange exchange, String location) throws IOException {
    exchange.getResponseHeaders().set("Location", location);
    exchange.sendResponseHeaders(302, -1);
    exchange.close();
  }
}
