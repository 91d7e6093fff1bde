package org.gatehouse.core.provider;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Somebody, as an identity provider says who that is.
 *
 * @param providerId which provider
 * @param subject whom it means by that: one person for ever, if the administrator has chosen well
 * @param attributes what else it says, by name, each with one value or more
 * @param emailVerified whether the provider has made sure that the e-mail address is the person's
 */
public record ExternalIdentity(
    UUID providerId, String subject, Map<String, List<String>> attributes, boolean emailVerified) {
  /** The longest subject. */
  public static final int LONGEST_SUBJECT = 1024;

  /**
   * @throws IllegalArgumentException if there is no subject, or a longer one; whoever reads what a
   *     provider sends refuses that before
   */
  public ExternalIdentity {
    if (subject.isEmpty() || subject.length() > LONGEST_SUBJECT) {
      throw new IllegalArgumentException("no subject that can be stored");
    }
    attributes = Map.copyOf(attributes);
  }

  /**
   * The values of an attribute; none, if the provider doesn't tell.
   *
   * @param name its name; nothing has an empty one
   */
  public List<String> values(String name) {
    return attributes.getOrDefault(name, List.of());
  }

  /** The first value of an attribute that isn't blank. */
  public Optional<String> value(String name) {
    return values(name).stream().map(String::strip).filter(text -> !text.isEmpty()).findFirst();
  }

  @Override
  public String toString() {
    return "ExternalIdentity[hidden]";
  }
}
