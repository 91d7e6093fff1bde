package org.gatehouse.federation.fetch;

import org.gatehouse.core.refusal.Rule;

/** What can be wrong with an address of somebody else's server. */
public enum AddressRule implements Rule {
  INVALID("address.invalid", "The address must be complete and begin with https://."),
  PORT("address.port", "The operator of this server allows no calls to port %s."),
  REDIRECTS("address.redirects", "This address redirects more than three times."),
  REFUSED("address.refused", "The server at this address answers with status %s."),
  TOO_LARGE("address.tooLarge", "What is at this address is larger than %s bytes."),
  UNREACHABLE("address.unreachable", "This server gets no answer from this address."),
  BUSY("address.busy", "Too much is asked at this address at present.");

  private final String key;
  private final String sentence;

  AddressRule(String key, String sentence) {
    this.key = key;
    this.sentence = sentence;
  }

  @Override
  public String key() {
    return key;
  }

  @Override
  public String sentence() {
    return sentence;
  }
}
