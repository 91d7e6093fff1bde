package org.gatehouse.core.credential.apikey;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.gatehouse.core.refusal.InvalidInput;

/** A right of a key. */
public enum KeyScope {
  /** Logs in as its owner, without the rank of an administrator. */
  LOGIN,
  /** Keeps the owner's rank: for programs that administer without a person. */
  ADMINISTER;

  /** The word in requests and in the database. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads what somebody asks for; every key has {@link #LOGIN}.
   *
   * @throws InvalidInput if there is no such scope
   */
  public static Set<KeyScope> of(Iterable<String> words) {
    Set<KeyScope> scopes = EnumSet.of(LOGIN);
    for (String word : words) {
      scopes.add(
          Arrays.stream(values())
              .filter(scope -> scope.word().equals(word))
              .findFirst()
              .orElseThrow(() -> new InvalidInput(ApiKeyRule.SCOPE)));
    }
    return scopes;
  }

  static String format(Set<KeyScope> scopes) {
    return scopes.stream().sorted().map(KeyScope::word).collect(Collectors.joining(" "));
  }
}
