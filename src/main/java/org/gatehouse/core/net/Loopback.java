package org.gatehouse.core.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** This machine, as far as a name tells. */
public final class Loopback {
  private static final Pattern BRACKETS = Pattern.compile("^\\[|]$");

  private static final Pattern IPV4 =
      Pattern.compile("127(\\.(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])){3}");

  private Loopback() {}

  /** Whether a host name or address literal means this machine. */
  public static boolean isNamedBy(String host) {
    if (host.equalsIgnoreCase("localhost")) {
      return true;
    }
    String bare = BRACKETS.matcher(host).replaceAll("");
    // Literals only, and none that would be looked up: a name that resolves to 127.0.0.1 today may
    // not tomorrow.
    if (!bare.contains(":")) {
      return IPV4.matcher(bare).matches();
    }
    try {
      return InetAddress.getByName(bare).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
