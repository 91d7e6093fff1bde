package org.gatehouse.core.session;

/**
 * The program at the other end and where it is, as far as it tells.
 *
 * @param userAgent its {@code User-Agent} (RFC 9110), shortened and without what doesn't print
 * @param address the network address that we see
 */
public record Client(String userAgent, String address) {
  private static final int LONGEST_AGENT = 255;
  private static final int LONGEST_ADDRESS = 64;

  /** Keeps what can be shown and stored. */
  public Client {
    userAgent = printable(userAgent, LONGEST_AGENT);
    address = printable(address, LONGEST_ADDRESS);
  }

  private static String printable(String text, int maximum) {
    String bounded = text.substring(0, Math.min(text.length(), maximum));
    return bounded.replaceAll("[^\\x20-\\x7e]", "?");
  }
}
