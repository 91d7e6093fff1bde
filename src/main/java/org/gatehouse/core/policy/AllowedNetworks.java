package org.gatehouse.core.policy;

import java.util.List;
import org.gatehouse.core.net.AddressRange;
import org.gatehouse.core.net.IpAddress;
import org.gatehouse.core.refusal.InvalidInput;
import org.jspecify.annotations.Nullable;

/**
 * From where the people and programs of a workspace may log in, and use their sessions and keys.
 *
 * @param ranges of these addresses alone; of all, if there are none
 */
public record AllowedNetworks(List<AddressRange> ranges) {
  /** From everywhere. */
  public static final AllowedNetworks ANYWHERE = new AllowedNetworks(List.of());

  /** How many there can be. */
  public static final int MOST = 50;

  /** Copies the list. */
  public AllowedNetworks {
    ranges = List.copyOf(ranges);
  }

  /**
   * Reads them.
   *
   * @param typed addresses, or networks as CIDR writes them (RFC 4632); anything is allowed
   * @throws InvalidInput if one is neither, or they are too many
   */
  public static AllowedNetworks of(List<String> typed) {
    if (typed.size() > MOST) {
      throw new InvalidInput(PolicyRule.TOO_MANY_NETWORKS, MOST);
    }
    return new AllowedNetworks(
        typed.stream().map(String::strip).map(AllowedNetworks::range).distinct().toList());
  }

  private static AddressRange range(String text) {
    return AddressRange.parse(text).orElseThrow(() -> new InvalidInput(PolicyRule.NETWORK_INVALID));
  }

  static AllowedNetworks parse(@Nullable String column) {
    return column == null ? ANYWHERE : of(column.lines().toList());
  }

  @Nullable String format() {
    return ranges.isEmpty() ? null : String.join("\n", texts());
  }

  /** As they are typed. */
  public List<String> texts() {
    return ranges.stream().map(AddressRange::toString).toList();
  }

  /** Whether somebody may be there; an address that isn't known is none of those. */
  public boolean allow(String address) {
    return ranges.isEmpty()
        || IpAddress.parse(address)
            .filter(known -> ranges.stream().anyMatch(range -> range.contains(known)))
            .isPresent();
  }
}
