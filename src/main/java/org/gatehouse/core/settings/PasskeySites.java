package org.gatehouse.core.settings;

import com.google.common.net.InetAddresses;
import java.net.URI;

/** Where browsers make passkeys (Web Authentication Level 3, 5.1.3 and 13.4.9). */
final class PasskeySites {
  private PasskeySites() {}

  /**
   * Whether they do on the pages of this address: it has a name, and https unless it is this
   * machine.
   */
  static boolean areAt(URI address) {
    String host = address.getHost();
    return host != null
        && !InetAddresses.isUriInetAddress(host)
        && ("https".equals(address.getScheme()) || host.equalsIgnoreCase("localhost"));
  }
}
