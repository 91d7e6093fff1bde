package org.gatehouse.core.text;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.gatehouse.core.access.AccessName;
import org.gatehouse.core.access.Description;
import org.gatehouse.core.credential.apikey.ApiKeyName;
import org.gatehouse.core.credential.passkey.PasskeyName;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.user.DisplayName;
import org.gatehouse.core.user.EmailAddress;
import org.gatehouse.core.user.UserName;
import org.gatehouse.core.workspace.WorkspaceName;
import org.gatehouse.core.workspace.WorkspaceUid;
import org.junit.jupiter.api.Test;

/** What docs/api/administration.md says of lengths and characters is what is accepted. */
class FormatsTest {
  private static final Path DOCUMENT = Path.of("docs/api/administration.md");

  /** What, the shortest, the longest. */
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| ([a-z][a-z -]+) \\| (\\d+) \\| (\\d+) \\| .+ \\|$");

  private static final Map<String, Function<String, Object>> MADE_OF =
      Map.ofEntries(
          entry("user name", UserName::new),
          entry("display name", DisplayName::new),
          entry("e-mail address", EmailAddress::new),
          entry("name of a workspace", WorkspaceName::new),
          entry("uid of a workspace", WorkspaceUid::new),
          entry("name of a role or datasource", AccessName::new),
          entry("description", Description::new),
          entry("name of a key", ApiKeyName::new),
          entry("name of a passkey", PasskeyName::new));

  private static final Map<String, List<String>> REFUSED =
      Map.ofEntries(
          entry("user name", List.of("a/b", "a:b", "a b", "..")),
          entry("display name", List.of("a\u202Eb", "a\nb", "www.example.com")),
          entry("e-mail address", List.of("a b@example.com", "a@b@example.com", "a,b@example.com")),
          entry("name of a workspace", List.of("a/b", "a\u202Eb")),
          entry("uid of a workspace", List.of("a-bc", "\u00E4bc", "a b c")),
          entry("name of a role or datasource", List.of("a/b", "a=b", "--")),
          entry("description", List.of("a\u202Eb", "a\nb")),
          entry("name of a key", List.of("a\u0007b")),
          entry("name of a passkey", List.of("a\u0007b")));

  private static List<MatchResult> rows() throws IOException {
    return ROW.matcher(Files.readString(DOCUMENT)).results().toList();
  }

  private static String text(String what, int length) {
    return what.equals("e-mail address") ? address(length) : "a".repeat(length);
  }

  /** With as much in front as there can be, and a host of several names. */
  private static String address(int length) {
    StringBuilder address = new StringBuilder("a".repeat(Math.min(64, length - 2))).append('@');
    while (address.length() < length) {
      boolean parts = address.length() % 50 == 49 && address.length() < length - 1;
      address.append(parts && address.charAt(address.length() - 1) != '@' ? '.' : 'a');
    }
    return address.toString();
  }

  @Test
  void areThoseThatAreDocumented() throws IOException {
    assertThat(rows())
        .extracting(row -> row.group(1))
        .containsExactlyInAnyOrderElementsOf(MADE_OF.keySet());
    for (MatchResult row : rows()) {
      String what = row.group(1);
      Function<String, Object> made = MADE_OF.get(what);
      int shortest = Integer.parseInt(row.group(2));
      int longest = Integer.parseInt(row.group(3));

      for (int length : List.of(shortest, longest)) {
        assertThatCode(() -> made.apply(text(what, length)))
            .as("%s of %s", what, length)
            .doesNotThrowAnyException();
      }
      isRefused(what, made, text(what, longest + 1));
      if (shortest > 0) {
        isRefused(what, made, text(what, shortest - 1));
      }
    }
  }

  @Test
  void haveTheCharactersThatAreDocumented() {
    REFUSED.forEach(
        (what, texts) -> texts.forEach(text -> isRefused(what, MADE_OF.get(what), text)));
  }

  private static void isRefused(String what, Function<String, Object> made, String text) {
    assertThatThrownBy(() -> made.apply(text))
        .as("%s of %s", what, text)
        .isInstanceOf(InvalidInput.class);
  }
}
