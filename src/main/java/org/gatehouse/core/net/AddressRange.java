package org.gatehouse.core.net;

import java.util.Optional;

/**
 * Addresses with the same first bits, as CIDR writes them (RFC 4632): {@code 10.0.0.0/8}.
 *
 * @param first one of them
 * @param bits how many bits they have in common
 */
public record AddressRange(IpAddress first, int bits) {
  /**
   * Reads an address, which is a range of one, or an address and how many bits count.
   *
   * @param text anything
   */
  public static Optional<AddressRange> parse(String text) {
    String[] parts = text.split("/", -1);
    Optional<IpAddress> first = IpAddress.parse(parts[0]);
    if (parts.length == 1) {
      return first.map(address -> new AddressRange(address, address.bits()));
    }
    return first
        .filter(address -> parts.length == 2 && parts[1].matches("\\d{1,3}"))
        .map(address -> new AddressRange(address, Integer.parseInt(parts[1])))
        .filter(range -> range.bits() <= range.first().bits());
  }

  /** Whether an address is one of them. */
  public boolean contains(IpAddress address) {
    return address.startsAs(first, bits);
  }

  /** As {@link #parse} reads it. */
  @Override
  public String toString() {
    return isOne() ? first.toString() : first + "/" + bits;
  }

  /** Whether it is a single address. */
  public boolean isOne() {
    return bits == first.bits();
  }
}
