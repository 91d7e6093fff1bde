package org.gatehouse.federation;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ProxySelector;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.gatehouse.core.input.AddressRange;
import org.gatehouse.core.input.InvalidInput;
import org.gatehouse.core.input.IpAddress;
import org.gatehouse.core.settings.Loopback;
import org.gatehouse.core.settings.Settings;

/**
 * Where this server may be sent by an address that an administrator typed (OWASP, server-side
 * request forgery): to https, to the internet and the intranet, but not to itself, its neighbours
 * on the wire, or what a cloud tells its machines at a fixed address.
 */
@Singleton
class Destinations {
  /** Link-local and loopback are known to the JDK; these aren't. */
  private static final List<AddressRange> FORBIDDEN =
      Stream.of(
              "0.0.0.0/8",
              // What clouds tell their machines: Alibaba, Azure, Oracle, Amazon, Google.
              "100.100.100.200",
              "168.63.129.16",
              "192.0.0.0/24",
              "fd00:ec2::254",
              "fd20:ce::254",
              // IPv4 in another guise (RFC 6052, 3056, 4291): nothing has to be reached so.
              "64:ff9b::/96",
              "64:ff9b:1::/48",
              "2002::/16",
              "::/96")
          .map(range -> AddressRange.parse(range).orElseThrow())
          .toList();

  private final boolean onLoopback;

  @Inject
  Destinations(Settings settings) {
    this(Loopback.isNamedBy(settings.publicUrl().getHost()));
  }

  /**
   * @param onLoopback whether this installation is for this machine only, and may speak to it
   */
  Destinations(boolean onLoopback) {
    this.onLoopback = onLoopback;
  }

  /**
   * Lets an address pass.
   *
   * @throws InvalidInput if nothing may be sent there, or nobody knows the host
   */
  void check(URI address) {
    String host = address.getHost();
    boolean wellFormed =
        host != null && address.getRawUserInfo() == null && address.getRawFragment() == null;
    if (!wellFormed || !isAllowedScheme(address)) {
      throw new InvalidInput(
          "address.invalid", "The address must be complete and begin with https://.");
    }
    if (!onLoopback && isDirect(address) && resolve(host).anyMatch(Destinations::isForbidden)) {
      throw new InvalidInput(
          "address.forbidden", "The address leads to this server or its surroundings.");
    }
  }

  private boolean isAllowedScheme(URI address) {
    return "https".equals(address.getScheme())
        || ("http".equals(address.getScheme()) && onLoopback);
  }

  /** With a proxy in between it is the proxy that looks up names, and that decides. */
  private static boolean isDirect(URI address) {
    ProxySelector selector = ProxySelector.getDefault();
    return selector == null
        || selector.select(address).stream()
            .allMatch(proxy -> proxy.type() == java.net.Proxy.Type.DIRECT);
  }

  /**
   * All addresses of a name. The JVM remembers them for half a minute, so the connection that
   * follows goes to one of these, whatever the name's server would say next (DNS rebinding).
   */
  private static Stream<InetAddress> resolve(String host) {
    try {
      return Arrays.stream(InetAddress.getAllByName(host));
    } catch (UnknownHostException e) {
      throw new InvalidInput("address.unknownHost", "Nobody knows the host of this address.");
    }
  }

  /** Looked up each time: machines get and lose addresses while we run. */
  private static boolean isOurs(InetAddress address) {
    try {
      return NetworkInterface.getByInetAddress(address) != null;
    } catch (SocketException e) {
      // Nobody can say; better not.
      return true;
    }
  }

  static boolean isForbidden(InetAddress address) {
    return isOurs(address)
        || address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isAnyLocalAddress()
        || address.isMulticastAddress()
        || IpAddress.parse(address.getHostAddress())
            .filter(known -> FORBIDDEN.stream().anyMatch(range -> range.contains(known)))
            .isPresent();
  }
}
