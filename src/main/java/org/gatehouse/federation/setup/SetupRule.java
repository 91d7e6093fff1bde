package org.gatehouse.federation.setup;

import org.gatehouse.core.refusal.Rule;

/** What can be wrong with what was typed about a provider, beside what is wrong with its parts. */
public final class SetupRule extends Rule {
  public static final SetupRule GROUP_ROLE_INVALID =
      new SetupRule("groupRole.invalid", "A group and its role must both be there.");
  public static final SetupRule GROUP_ROLE_UNKNOWN =
      new SetupRule("groupRole.unknown", "The workspace has no role of such a name.");
  public static final SetupRule METADATA_MISSING =
      new SetupRule("metadata.missing", "Give the metadata, or its address.");
  public static final SetupRule METADATA_URL_INVALID =
      new SetupRule(
          "metadataUrl.invalid", "The address of the metadata must be one of https or http.");

  private SetupRule(String key, String sentence) {
    super(key, sentence);
  }
}
