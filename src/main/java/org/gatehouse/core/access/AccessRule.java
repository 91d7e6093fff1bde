package org.gatehouse.core.access;

import org.gatehouse.core.refusal.Rule;

/** What can be wrong with roles, datasources and who has them. */
public final class AccessRule extends Rule {
  public static final AccessRule TOO_MANY =
      new AccessRule("access.tooMany", "The workspace has %s of these already.");
  public static final AccessRule NAME_INVALID =
      new AccessRule(
          "accessName.invalid",
          "The name must have 1 to 64 letters, digits, spaces and . _ - : of one script.");
  public static final AccessRule NAME_TAKEN =
      new AccessRule("accessName.taken", "This name is taken in the workspace.");
  public static final AccessRule DESCRIPTION_INVALID =
      new AccessRule(
          "description.invalid", "The description must have at most 255 visible characters.");
  public static final AccessRule ROLE_BUILT_IN =
      new AccessRule("role.builtIn", "Gatehouse itself has a role of this name.");
  public static final AccessRule ROLE_UNKNOWN =
      new AccessRule("role.unknown", "The workspace has no role of such a name.");
  public static final AccessRule ROLE_TOO_MANY =
      new AccessRule("role.tooMany", "A user can have %s roles at the most.");
  public static final AccessRule DATASOURCE_UNKNOWN =
      new AccessRule("datasource.unknown", "The workspace has no datasource of such a name.");

  private AccessRule(String key, String sentence) {
    super(key, sentence);
  }
}
