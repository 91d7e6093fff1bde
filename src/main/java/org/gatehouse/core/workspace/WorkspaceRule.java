package org.gatehouse.core.workspace;

import org.gatehouse.core.refusal.Rule;

/** What can be wrong with a workspace that is about to be made. */
public enum WorkspaceRule implements Rule {
  NAME_INVALID(
      "workspaceName.invalid",
      "The workspace name must have 1 to 100 visible characters, each word of one script, without a slash."),
  NAME_TAKEN("signup.nameTaken", "This workspace name is taken. Choose another one."),
  UID_INVALID(
      "workspaceUid.invalid", "The workspace uid must have 3 to 32 letters (a to z) and digits.");

  private final String key;
  private final String sentence;

  WorkspaceRule(String key, String sentence) {
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
