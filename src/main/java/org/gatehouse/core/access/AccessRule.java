package org.gatehouse.core.access;

import org.gatehouse.core.refusal.Rule;

/** What can be wrong with roles, datasources and who has them. */
public enum AccessRule implements Rule {
  TOO_MANY("access.tooMany", "The workspace has %s of these already."),
  NAME_INVALID(
      "accessName.invalid",
      "The name must have 1 to 64 letters, digits, spaces and . _ - : of one script."),
  NAME_TAKEN("accessName.taken", "This name is taken in the workspace."),
  DESCRIPTION_INVALID(
      "description.invalid", "The description must have at most 255 visible characters."),
  ROLE_BUILT_IN("role.builtIn", "Gatehouse itself has a role of this name."),
  ROLE_UNKNOWN("role.unknown", "The workspace has no role of such a name."),
  ROLE_TOO_MANY("role.tooMany", "A user can have %s roles at the most."),
  DATASOURCE_UNKNOWN("datasource.unknown", "The workspace has no datasource of such a name.");

  private final String key;
  private final String sentence;

  AccessRule(String key, String sentence) {
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
