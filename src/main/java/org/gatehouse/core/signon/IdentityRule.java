package org.gatehouse.core.signon;

import org.gatehouse.core.refusal.Rule;

/** What can keep an identity from being linked to a user, or unlinked. */
public final class IdentityRule extends Rule {
  public static final IdentityRule LAST =
      new IdentityRule("identity.last", "Without it you could log in no longer.");
  public static final IdentityRule LINKED =
      new IdentityRule("identity.linked", "This identity is another user's already.");

  private IdentityRule(String key, String sentence) {
    super(key, sentence);
  }
}
