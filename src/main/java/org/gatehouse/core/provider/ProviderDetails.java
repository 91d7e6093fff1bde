package org.gatehouse.core.provider;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What an administrator says about an identity provider.
 *
 * @param name what people call it
 * @param enabled whether anybody may log in with it
 * @param alwaysAnew whether it must ask people who they are each time, however long they are logged
 *     in there
 * @param connection how it is reached
 * @param attributes under which names it tells what we want to know
 * @param provisioning whom it may let in
 */
public record ProviderDetails(
    ProviderName name,
    boolean enabled,
    boolean alwaysAnew,
    Connection connection,
    AttributeNames attributes,
    Provisioning provisioning) {
  /** The same, but it may let in these. */
  ProviderDetails with(Provisioning other) {
    return new ProviderDetails(name, enabled, alwaysAnew, connection, attributes, other);
  }

  /** All of it by name, as the audit log keeps it: never a secret, metadata as its SHA-256. */
  public Map<String, Object> settings() {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("name", name.value());
    settings.put("enabled", Boolean.toString(enabled));
    settings.put("always_anew", Boolean.toString(alwaysAnew));
    settings.put("subject_attribute", attributes.subject());
    settings.put("user_name_attribute", attributes.userName());
    settings.put("display_name_attribute", attributes.displayName());
    settings.put("email_attribute", attributes.email());
    settings.put("groups_attribute", attributes.groups());
    settings.put("groups_separator", attributes.groupsSeparator());
    settings.put("emails_owned", Boolean.toString(provisioning.emailsOwned()));
    settings.put("creating", Boolean.toString(provisioning.creating()));
    settings.put("default_roles", provisioning.defaultRoles());
    settings.put(
        "group_roles",
        provisioning.groupRoles().stream()
            .map(meant -> meant.group() + "=" + meant.role())
            .toList());
    settings.putAll(connection.settings());
    return settings;
  }

  /**
   * Which names are empty though something hangs on them, for example {@code userName}: nobody is
   * added of whom no user name and no e-mail address is told, and no group is seen.
   */
  public List<String> missing() {
    boolean groups = !provisioning.groupRoles().isEmpty();
    return Stream.of(
            attributes.userName().isEmpty() ? "userName" : "",
            attributes.email().isEmpty() ? "email" : "",
            groups && attributes.groups().isEmpty() ? "groups" : "")
        .filter(name -> !name.isEmpty())
        .toList();
  }
}
