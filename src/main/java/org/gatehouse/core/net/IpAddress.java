package org.gatehouse.core.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** A network address, read from its literal only: no name is ever looked up. */
public final class IpAddress {
  private static final Pattern V4 =
      Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.(?!$)|$)){4}");

  /** The longest: an IPv4 address within an IPv6 one. */
  private static final Pattern V6 = Pattern.compile("[0-9a-fA-F:.]{2,45}");

  private static final int V6_BYTES = 16;
  private static final int V6_NETWORK_BITS = 64;

  private final byte[] bytes;

  private IpAddress(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * Reads IPv4 ({@code 192.0.2.1}) and IPv6 ({@code 2001:db8::1}, RFC 4291); an IPv4 address that
   * is mapped into IPv6 is the IPv4 address. A zone ({@code %eth0}) is left away.
   *
   * @param literal anything
   */
  public static Optional<IpAddress> parse(String literal) {
    String bare = literal.replaceFirst("%.*", "");
    boolean isLiteral =
        bare.contains(":") ? V6.matcher(bare).matches() : V4.matcher(bare).matches();
    if (!isLiteral) {
      return Optional.empty();
    }
    try {
      return Optional.of(new IpAddress(InetAddress.getByName(bare).getAddress()));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  /**
   * What one customer of a network has: an IPv4 address, or the /64 of an IPv6 one, in which
   * everybody can have as many addresses as they like.
   */
  public String network() {
    return bytes.length == V6_BYTES
        ? text(masked(bytes, V6_NETWORK_BITS)) + "/" + V6_NETWORK_BITS
        : toString();
  }

  /** The length in bits: 32 or 128. */
  int bits() {
    return bytes.length * Byte.SIZE;
  }

  /** Whether its first bits are those of the other, which is of the same kind. */
  boolean startsAs(IpAddress other, int bits) {
    return bytes.length == other.bytes.length
        && Arrays.equals(masked(bytes, bits), masked(other.bytes, bits));
  }

  private static byte[] masked(byte[] bytes, int bits) {
    byte[] masked = bytes.clone();
    for (int i = 0; i < masked.length; i++) {
      int kept = Math.max(0, Math.min(Byte.SIZE, bits - i * Byte.SIZE));
      masked[i] = (byte) (masked[i] & (0xff << (Byte.SIZE - kept)));
    }
    return masked;
  }

  private static String text(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes).getHostAddress();
    } catch (UnknownHostException e) {
      throw new IllegalStateException("4 or 16 bytes are an address", e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof IpAddress address && Arrays.equals(bytes, address.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** The literal. */
  @Override
  public String toString() {
    return text(bytes);
  }
}
