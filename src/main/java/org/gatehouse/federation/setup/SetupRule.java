package org.gatehouse.federation.setup;

import org.gatehouse.core.refusal.Rule;

/** What can be wrong with what was typed about a provider, beside what is wrong with its parts. */
public enum SetupRule implements Rule {
  GROUP_ROLE_INVALID("groupRole.invalid", "Write group = role."),
  GROUP_ROLE_UNKNOWN("groupRole.unknown", "There is no such role."),
  METADATA_MISSING("metadata.missing", "Give the metadata, or its address."),
  METADATA_URL_INVALID("metadataUrl.invalid", "This is no address.");

  private final String key;
  private final String sentence;

  SetupRule(String key, String sentence) {
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
