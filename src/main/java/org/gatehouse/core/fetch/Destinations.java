package org.gatehouse.core.fetch;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.gatehouse.core.net.AddressRange;
import org.gatehouse.core.net.IpAddress;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.settings.ProviderNetworks;
import org.gatehouse.core.settings.Settings;

/**
 * Where this server may be sent by an address that an administrator typed (OWASP, server-side
 * request forgery): to https, to the networks and ports that the operator allows, but not to
 * itself, its neighbours on the wire, or what a cloud tells its machines at a fixed address.
 */
@Singleton
class Destinations {
  /** Link-local and loopback are known to the JDK; these aren't. */
  private static final List<AddressRange> FORBIDDEN =
      ranges(
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
          "::/96");

  /** What isn't reached from everywhere (RFC 6890 and the registries of IANA that it founds). */
  private static final List<AddressRange> NOT_PUBLIC =
      ranges(
          "10.0.0.0/8",
          "100.64.0.0/10",
          "172.16.0.0/12",
          "192.0.2.0/24",
          "192.88.99.0/24",
          "192.168.0.0/16",
          "198.18.0.0/15",
          "198.51.100.0/24",
          "203.0.113.0/24",
          "240.0.0.0/4",
          "100::/64",
          "2001::/23",
          "2001:db8::/32",
          "3fff::/20",
          "5f00::/16",
          "fc00::/7",
          "fec0::/10");

  /** A name with more of them isn't tried to its end. */
  private static final int MOST_ADDRESSES = 2;

  private final ProviderNetworks networks;
  private final boolean plainAllowed;
  private final DnsResolver names;

  @Inject
  Destinations(Settings settings) {
    this(settings.providerNetworks(), !settings.isSecure(), SystemDefaultDnsResolver.INSTANCE);
  }

  /**
   * @param networks what the operator allows
   * @param plainAllowed whether http will do, because we are for this machine only
   * @param names looks up names
   */
  Destinations(ProviderNetworks networks, boolean plainAllowed, DnsResolver names) {
    this.networks = networks;
    this.plainAllowed = plainAllowed;
    this.names = names;
  }

  private static List<AddressRange> ranges(String... texts) {
    return Stream.of(texts).map(range -> AddressRange.parse(range).orElseThrow()).toList();
  }

  /**
   * Lets an address pass by its look; where its host leads is for {@link #resolver} to say.
   *
   * @throws InvalidInput if nothing may be sent there
   */
  void check(URI address) {
    boolean wellFormed =
        WebAddress.read(address.toString()).filter(read -> read.uri().equals(address)).isPresent();
    if (!wellFormed || !isAllowedScheme(address)) {
      throw new InvalidInput(AddressRule.INVALID);
    }
    int port = WebAddress.portOf(address);
    if (!networks.allowsPort(port)) {
      throw new InvalidInput(AddressRule.PORT, port);
    }
  }

  private boolean isAllowedScheme(URI address) {
    return "https".equals(address.getScheme())
        || (plainAllowed && "http".equals(address.getScheme()));
  }

  /**
   * Looks up the name of an address when the connection is made, so that what was looked at is what
   * is connected to (no DNS rebinding), and knows no host that mustn't be called. With a proxy in
   * between it is the proxy that looks up names, and that decides.
   */
  DnsResolver resolver(URI address) {
    return isDirect(address)
        ? new DnsResolver() {
          @Override
          public InetAddress[] resolve(String host) throws UnknownHostException {
            return allowed(names.resolve(host));
          }

          @Override
          public String resolveCanonicalHostname(String host) {
            return host;
          }
        }
        : names;
  }

  private static boolean isDirect(URI address) {
    ProxySelector selector = ProxySelector.getDefault();
    return selector == null
        || selector.select(address).stream().allMatch(proxy -> proxy.type() == Proxy.Type.DIRECT);
  }

  private InetAddress[] allowed(InetAddress... found) throws UnknownHostException {
    InetAddress[] plain = new InetAddress[found.length];
    for (int i = 0; i < found.length; i++) {
      // A resolver may have IPv4 within IPv6 (::ffff:127.0.0.1): the JDK connects to the one and
      // looks at the other.
      plain[i] = InetAddress.getByAddress(found[i].getAddress());
    }
    if (!Arrays.stream(plain).allMatch(this::isAllowed)) {
      throw new UnknownHostException("an address that mustn't be called");
    }
    return Arrays.copyOf(plain, Math.min(plain.length, MOST_ADDRESSES));
  }

  /** Whether the operator lets us call an address. */
  boolean isAllowed(InetAddress address) {
    Optional<IpAddress> known = IpAddress.parse(address.getHostAddress());
    if (known.filter(networks::names).isPresent()) {
      return true;
    }
    if (isForbidden(address)) {
      return networks.machine() && address.isLoopbackAddress();
    }
    boolean named = known.filter(networks::covers).isPresent();
    return named || (isPublic(known) ? networks.internet() : networks.intranet());
  }

  private static boolean isPublic(Optional<IpAddress> address) {
    return address
        .filter(known -> NOT_PUBLIC.stream().noneMatch(range -> range.contains(known)))
        .isPresent();
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

  /** One sentence for whatever keeps us from an answer: told apart, they map our network. */
  static InvalidInput unreachable() {
    return new InvalidInput(AddressRule.UNREACHABLE);
  }
}
