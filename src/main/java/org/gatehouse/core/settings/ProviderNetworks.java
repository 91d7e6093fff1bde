package org.gatehouse.core.settings;

import java.util.List;
import org.gatehouse.core.net.AddressRange;
import org.gatehouse.core.net.IpAddress;

/**
 * Where Gatehouse may call identity providers that administrators of workspaces name.
 *
 * @param machine whether on this machine, too: only where Gatehouse is for this machine alone
 * @param intranet whether in networks that are private
 * @param internet whether wherever addresses are public
 * @param named in which networks beside that
 * @param ports at which ports; empty for any
 */
public record ProviderNetworks(
    boolean machine,
    boolean intranet,
    boolean internet,
    List<AddressRange> named,
    List<Integer> ports) {

  /** Whether this port may be called. */
  public boolean allowsPort(int port) {
    return ports.isEmpty() || ports.contains(port);
  }

  /** Whether the operator names a network in which this address is. */
  public boolean covers(IpAddress address) {
    return named.stream().anyMatch(range -> range.contains(address));
  }

  /**
   * Whether the operator names this very address: then it may be called whatever it is, this
   * machine for example.
   */
  public boolean names(IpAddress address) {
    return named.stream().anyMatch(range -> range.isOne() && range.contains(address));
  }
}
