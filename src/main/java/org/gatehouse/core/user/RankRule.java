package org.gatehouse.core.user;

import org.gatehouse.core.refusal.Rule;

/** What can be wrong with ranks that are to be given. */
public final class RankRule extends Rule {
  public static final RankRule UNKNOWN =
      new RankRule("rank.unknown", "The ranks to give are help-desk, auditor and key-manager.");

  private RankRule(String key, String sentence) {
    super(key, sentence);
  }
}
