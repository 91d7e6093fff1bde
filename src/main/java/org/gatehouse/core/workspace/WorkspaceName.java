package org.gatehouse.core.workspace;

import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.text.Names;

/**
 * The display name of a workspace, for example "CorpInc AG": 1 to 100 characters, no slash (a slash
 * parts {@code uid/user}).
 *
 * @param value the normalised name
 */
public record WorkspaceName(String value) {
  /** The longest name, in UTF-16 units. */
  public static final int MAXIMUM = 100;

  /**
   * @throws InvalidInput if no name can be made of it
   */
  public WorkspaceName {
    value =
        Names.prepare(value, MAXIMUM)
            .filter(name -> !name.contains("/"))
            .filter(name -> Names.key(name).length() <= MAXIMUM)
            .orElseThrow(() -> new InvalidInput(WorkspaceRule.NAME_INVALID));
  }

  /** The form in which two names are the same name. */
  String key() {
    return Names.key(value);
  }
}
