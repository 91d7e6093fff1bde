package org.gatehouse.core.fetch;

import org.gatehouse.core.refusal.Rule;

/** What can be wrong with an address of somebody else's server. */
public final class AddressRule extends Rule {
  public static final AddressRule INVALID =
      new AddressRule("address.invalid", "The address must be complete and begin with https://.");
  public static final AddressRule PORT =
      new AddressRule("address.port", "The operator of this server allows no calls to port %s.");
  public static final AddressRule REDIRECTS =
      new AddressRule("address.redirects", "The address redirects more than three times.");
  public static final AddressRule REFUSED =
      new AddressRule("address.refused", "The server at the address answers with status %s.");
  public static final AddressRule TOO_LARGE =
      new AddressRule("address.tooLarge", "What is at the address is larger than %s bytes.");
  public static final AddressRule UNREACHABLE =
      new AddressRule("address.unreachable", "This server gets no answer from the address.");
  public static final AddressRule BUSY =
      new AddressRule("address.busy", "Too much is asked at the address at present.");

  private AddressRule(String key, String sentence) {
    super(key, sentence);
  }
}
