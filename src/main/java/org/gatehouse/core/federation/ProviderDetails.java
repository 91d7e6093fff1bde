package org.gatehouse.core.federation;

import java.util.List;
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
