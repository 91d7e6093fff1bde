package org.gatehouse.core.workspace;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.gatehouse.core.refusal.InvalidInput;

/**
 * The short name of a workspace, for programs and for {@code uid/user}: 3 to 32 lower-case letters
 * and digits, as CloudForge's domains are.
 *
 * @param value the uid
 */
public record WorkspaceUid(String value) {
  private static final int MINIMUM = 3;
  private static final int MAXIMUM = 32;

  /** What companies have at the end of their names; "co" for "GmbH & Co. KG". */
  private static final Set<String> LEGAL_FORMS =
      Set.of(
          "ab", "ag", "as", "bv", "co", "corp", "gmbh", "inc", "kft", "kg", "kgaa", "llc", "llp",
          "ltd", "mbh", "nv", "oy", "plc", "sa", "sarl", "sas", "se", "spa", "srl", "ug");

  /**
   * @throws InvalidInput if it isn't 3 to 32 letters and digits
   */
  public WorkspaceUid {
    if (!value.matches("[A-Za-z0-9]{3,32}")) {
      throw new InvalidInput(WorkspaceRule.UID_INVALID);
    }
    value = value.toLowerCase(Locale.ROOT);
  }

  /**
   * The uid nearest to a name, without the legal form at its end: "Müller & Söhne" gives {@code
   * mullersohne}, "CorpInc AG" {@code corpinc}.
   */
  public static WorkspaceUid from(WorkspaceName name) {
    String ascii = String.join("", withoutLegalForm(words(name)));
    String padded = ascii.length() < MINIMUM ? "workspace" + ascii : ascii;
    return new WorkspaceUid(padded.substring(0, Math.min(padded.length(), MAXIMUM)));
  }

  private static List<String> words(WorkspaceName name) {
    return Stream.of(Normalizer.normalize(name.key(), Normalizer.Form.NFKD).split(" "))
        .map(word -> word.replaceAll("[^a-z0-9]", ""))
        .filter(word -> !word.isEmpty())
        .toList();
  }

  private static List<String> withoutLegalForm(List<String> words) {
    int last = words.size() - 1;
    return last > 0 && LEGAL_FORMS.contains(words.get(last))
        ? withoutLegalForm(words.subList(0, last))
        : words;
  }

  /** The next uid to try when this one is taken: the same stem with a number. */
  WorkspaceUid numbered(int number) {
    String suffix = Integer.toString(number);
    return new WorkspaceUid(
        value.substring(0, Math.min(value.length(), MAXIMUM - suffix.length())) + suffix);
  }
}
