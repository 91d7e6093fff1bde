package org.gatehouse.core.provider;

import java.util.stream.Stream;
import org.gatehouse.core.refusal.InvalidInput;

/**
 * Under which names a provider tells what Gatehouse wants to know: SAML attributes, or claims of
 * OpenID Connect.
 *
 * @param subject what never changes and means one person for ever; empty for what the protocol has
 *     for that: the NameID, or {@code sub}
 * @param userName with which name the person logs in
 * @param displayName how the person is called; empty if the provider doesn't tell
 * @param email where the person gets mail
 * @param groups in which groups the person is; empty if the provider doesn't tell
 * @param groupsSeparator what parts groups that are told in one text, which may be a space; empty
 *     where each is a value of its own
 */
public record AttributeNames(
    String subject,
    String userName,
    String displayName,
    String email,
    String groups,
    String groupsSeparator) {
  private static final int LONGEST = 255;
  private static final int LONGEST_SEPARATOR = 8;

  /**
   * @throws InvalidInput if one of them is no name, or one is missing that is needed
   */
  public AttributeNames {
    subject = subject.strip();
    userName = userName.strip();
    displayName = displayName.strip();
    email = email.strip();
    groups = groups.strip();
    groupsSeparator =
        !groupsSeparator.isEmpty() && groupsSeparator.isBlank() ? " " : groupsSeparator.strip();
    boolean fit =
        Stream.of(subject, userName, displayName, email, groups)
            .allMatch(name -> name.length() <= LONGEST && !name.matches("(?s).*\\p{Cntrl}.*"));
    if (!fit) {
      throw new InvalidInput(ProviderRule.ATTRIBUTE_NAME_INVALID);
    }
    if (groupsSeparator.length() > LONGEST_SEPARATOR
        || groupsSeparator.matches(".*[\\p{L}\\p{N}\\p{C}].*")) {
      throw new InvalidInput(ProviderRule.GROUPS_SEPARATOR_INVALID);
    }
  }

  /** The usual ones, where each group is a value of its own. */
  public AttributeNames(
      String subject, String userName, String displayName, String email, String groups) {
    this(subject, userName, displayName, email, groups, "");
  }
}
