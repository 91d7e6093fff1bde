package org.gatehouse.core.syslog;

import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Brings messages to a syslog server by TLS (RFC 5425), a connection for each batch. Nobody answers
 * a message, so a connection that is left open would take messages that nobody reads any longer;
 * but whoever closes it in good order is answered in kind (4.4), and that comes behind all that was
 * sent before.
 */
final class SyslogConnection {
  private static final int TO_CONNECT = 5_000;
  private static final int TO_ANSWER = 20_000;

  /** In which a server hangs up that doesn't let us in, as some find out behind the handshake. */
  private static final int TO_REFUSE = 1_000;

  /** For all of it: a time-out of a socket begins anew with each octet, and is none of writing. */
  static final Duration IN_ALL = Duration.ofSeconds(60);

  private final String host;
  private final int port;
  private final SSLSocketFactory sockets;
  private final ScheduledThreadPoolExecutor watch;

  /**
   * @param host its name, which its certificate must have
   * @param sockets with what to trust, and what to show
   */
  SyslogConnection(String host, int port, SSLSocketFactory sockets) {
    this.host = host;
    this.port = port;
    this.sockets = sockets;
    this.watch = new ScheduledThreadPoolExecutor(1, SyslogConnection::daemon);
    this.watch.setRemoveOnCancelPolicy(true);
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "gatehouse-syslog");
    thread.setDaemon(true);
    return thread;
  }

  void close() {
    watch.shutdownNow();
  }

  /**
   * Sends messages; they have come there when this returns.
   *
   * @param frames each with its length before it
   * @throws IOException if they haven't, as far as is known
   */
  void send(List<byte[]> frames) throws IOException {
    try (Socket plain = new Socket()) {
      ScheduledFuture<?> end =
          watch.schedule(() -> closed(plain), IN_ALL.toMillis(), TimeUnit.MILLISECONDS);
      try {
        plain.connect(new InetSocketAddress(host, port), TO_CONNECT);
        plain.setSoTimeout(TO_ANSWER);
        send(plain, frames);
      } finally {
        end.cancel(false);
      }
    }
  }

  private void send(Socket plain, List<byte[]> frames) throws IOException {
    try (SSLSocket socket = (SSLSocket) sockets.createSocket(plain, host, port, true)) {
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
      socket.setSSLParameters(parameters);
      socket.startHandshake();
      OutputStream out = new BufferedOutputStream(socket.getOutputStream());
      for (byte[] frame : frames) {
        out.write(frame);
      }
      out.flush();
      requireOpen(socket);
      socket.shutdownOutput();
      awaitEnd(socket.getInputStream());
    }
  }

  /** Whoever ends before we do hasn't taken all of it: the end behind ours alone is a receipt. */
  private static void requireOpen(SSLSocket socket) throws IOException {
    int usual = socket.getSoTimeout();
    socket.setSoTimeout(TO_REFUSE);
    try {
      if (socket.getInputStream().read() < 0) {
        throw new EOFException("The server has hung up before it could have had all.");
      }
    } catch (SocketTimeoutException e) {
      // As it should be: it waits for more.
    }
    socket.setSoTimeout(usual);
  }

  /** Whatever it says is nothing to us; that it has nothing more to say is. */
  private static void awaitEnd(InputStream in) throws IOException {
    byte[] said = new byte[1_024];
    int read = in.read(said);
    while (read >= 0) {
      read = in.read(said);
    }
  }

  private static void closed(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // Then it is closed, too.
    }
  }
}
