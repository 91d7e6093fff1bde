package org.gatehouse.core.net;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** This machine, as far as a name tells. */
public final class Loopback {
  private Loopback() {}

  /** Whether a host name or address literal means this machine. */
  public static boolean isNamedBy(String host) {
    String bare = host.replaceAll("^\\[|]$", "");
    if (bare.equalsIgnoreCase("localhost")) {
      return true;
    }
    // Literals only, and none that would be looked up: a name that resolves to 127.0.0.1 today may
    // not tomorrow.
    if (!bare.contains(":")) {
      return bare.matches("127(\\.(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])){3}");
    }
    try {
      return InetAddress.getByName(bare).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
