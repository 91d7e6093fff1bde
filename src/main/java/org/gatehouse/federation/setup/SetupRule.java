package org.gatehouse.federation.setup;

import org.gatehouse.core.refusal.Rule;

/** What can be wrong with what was typed about a provider, beside what is wrong with its parts. */
public final class SetupRule extends Rule {
  public static final SetupRule GROUP_ROLE_INVALID =
      new SetupRule("groupRole.invalid", "Write group = role.");
  public static final SetupRule GROUP_ROLE_UNKNOWN =
      new SetupRule("groupRole.unknown", "There is no such role.");
  public static final SetupRule METADATA_MISSING =
      new SetupRule("metadata.missing", "Give the metadata, or its address.");
  public static final SetupRule METADATA_URL_INVALID =
      new SetupRule("metadataUrl.invalid", "This is no address.");

  private SetupRule(String key, String sentence) {
    super(key, sentence);
  }
}
