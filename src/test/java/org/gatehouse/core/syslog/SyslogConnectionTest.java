package org.gatehouse.core.syslog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.gatehouse.core.settings.Settings.ClientCertificate;
import org.gatehouse.core.settings.TlsFiles;
import org.gatehouse.fixture.CertificateAuthority;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nobody answers a message: what counts is who ends the connection, and when. */
class SyslogConnectionTest {
  private static final byte[] FRAME = "5 hello".getBytes(StandardCharsets.US_ASCII);

  @TempDir private static Path directory;

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private SSLSocketFactory tls;
  private ServerSocket server;
  private SyslogConnection connection;

  @BeforeEach
  void start() throws Exception {
    CertificateAuthority authority = new CertificateAuthority(directory);
    Path own = authority.issue("localhost");
    tls =
        TlsFiles.of(
            "trust",
            Optional.of(authority.certificate()),
            "own",
            Optional.of(new ClientCertificate(own, Path.of(own + ".key"))));
    server = new ServerSocket(0, 1, InetAddress.getByName("localhost"));
    connection = new SyslogConnection("localhost", server.getLocalPort(), tls);
  }

  @AfterEach
  void stop() throws IOException {
    connection.close();
    server.close();
    threads.shutdown();
  }

  /** Takes a connection, reads so much of it, and ends it. */
  private Future<String> read(int octets) {
    return threads.submit(
        () -> {
          try (SSLSocket socket = (SSLSocket) tls.createSocket(server.accept(), null, true)) {
            return new String(
                socket.getInputStream().readNBytes(octets), StandardCharsets.US_ASCII);
          }
        });
  }

  @Test
  void hasDeliveredWhatIsEndedBehindIt() throws Exception {
    Future<String> read = read(Integer.MAX_VALUE);
    assertThatCode(() -> connection.send(List.of(FRAME))).doesNotThrowAnyException();
    assertThat(read.get()).isEqualTo("5 hello");
  }

  /** That one may have thrown all of it away: it didn't wait for our end. */
  @Test
  void hasDeliveredNothingToAServerThatHangsUpFirst() {
    Future<String> read = read(FRAME.length);
    assertThatThrownBy(() -> connection.send(List.of(FRAME))).isInstanceOf(IOException.class);
    assertThat(read).isNotNull();
  }
}
