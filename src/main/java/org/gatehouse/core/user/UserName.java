package org.gatehouse.core.user;

import java.util.stream.Stream;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.text.Names;

/**
 * The name with which a person logs in, unique within the workspace whatever its case: 1 to 254
 * letters, digits and {@code . _ - @ +}, so that it may be an e-mail address, and not only signs:
 * {@code ..} has a meaning of its own in an address. No slash, colon or space: those part it from
 * what stands beside it in {@code uid/user} and HTTP Basic (RFC 7617). It is read as one word, on
 * each side of an {@code @}.
 *
 * @param value the normalised name
 */
public record UserName(String value) {
  /** As long as an e-mail address, which for many is the name. */
  public static final int MAXIMUM = 254;

  /**
   * @throws InvalidInput if no user name can be made of it
   */
  public UserName {
    value =
        Names.prepare(value, MAXIMUM)
            .filter(name -> name.matches("(?=.*[\\p{L}\\p{Nd}])[\\p{L}\\p{M}\\p{Nd}._@+-]+"))
            .filter(name -> Stream.of(name.split("@")).allMatch(Names::isOneWriting))
            .filter(name -> Names.key(name).length() <= MAXIMUM)
            .orElseThrow(() -> new InvalidInput(UserRule.NAME_INVALID));
  }

  /** The form in which two names are the same name. */
  public String key() {
    return Names.key(value);
  }
}
