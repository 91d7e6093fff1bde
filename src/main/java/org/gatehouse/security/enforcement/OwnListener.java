package org.gatehouse.security.enforcement;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where this process can reach itself. A server that takes addresses from a proxy's headers reports
 * what a client wrote there, so only an address of this very machine counts.
 */
final class OwnListener {
  private OwnListener() {}

  /**
   * The listener that a request came in by, as far as that can be believed, then the one that the
   * settings name.
   *
   * @param port that the settings name
   */
  static List<InetSocketAddress> candidates(HttpServletRequest request, int port) {
    Stream<InetSocketAddress> ofRequest =
        own(request.getLocalAddr()).map(address -> at(address, request.getLocalPort()));
    return Stream.concat(ofRequest, Stream.of(named(port)))
        .filter(address -> address.getPort() > 0)
        .distinct()
        .toList();
  }

  /** The listener that the settings name. */
  static InetSocketAddress named(int port) {
    return at(InetAddress.getLoopbackAddress(), port);
  }

  private static InetSocketAddress at(InetAddress address, int port) {
    return new InetSocketAddress(address, port);
  }

  private static Stream<InetAddress> own(String literal) {
    // Literals only: a name would be looked up, wherever that leads.
    if (!literal.matches("[0-9.]+|[0-9a-fA-F.]*:[0-9a-fA-F:.]*(%.*)?")) {
      return Stream.empty();
    }
    try {
      InetAddress address = InetAddress.getByName(literal);
      boolean ours =
          address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null;
      return ours ? Stream.of(address) : Stream.empty();
    } catch (IOException e) {
      return Stream.empty();
    }
  }
}
