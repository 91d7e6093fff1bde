package org.gatehouse.core.workspace;

import org.gatehouse.core.refusal.Rule;

/** What can be wrong with a workspace that is about to be made. */
public final class WorkspaceRule extends Rule {
  public static final WorkspaceRule NAME_INVALID =
      new WorkspaceRule(
          "workspaceName.invalid",
          "The workspace name must have 1 to 100 visible characters, each word of one script, without a slash.");
  public static final WorkspaceRule NAME_TAKEN =
      new WorkspaceRule("signup.nameTaken", "This workspace name is taken. Choose another one.");
  public static final WorkspaceRule UID_INVALID =
      new WorkspaceRule(
          "workspaceUid.invalid",
          "The workspace uid must have 3 to 32 letters (a to z) and digits.");

  private WorkspaceRule(String key, String sentence) {
    super(key, sentence);
  }
}
