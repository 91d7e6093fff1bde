package org.gatehouse.core.audit;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.stream.IntStream;
import org.gatehouse.core.audit.AuditChange.Kind;
import org.gatehouse.core.secret.Vault;
import org.gatehouse.core.text.Json;

/**
 * Writes what was changed as the log keeps it: {@code {"field": ["before", "after"]}}, and of lists
 * {@code {"field": [["went"], ["came"]]}}.
 */
@Singleton
class ChangeFormat {
  private static final String PURPOSE = "audit";
  private static final int LONGEST = 30_000;
  private static final int MOST_FIELDS = 24;
  private static final int HASH_LETTERS = 32;

  /** More than any value has that is no list of groups or addresses. */
  private static final int MOST = 2_048;

  private final Vault vault;

  @Inject
  ChangeFormat(Vault vault) {
    this.vault = vault;
  }

  /** The JSON object; empty if there are no changes. */
  String format(List<AuditChange> changes) {
    if (changes.isEmpty()) {
      return "";
    }
    // Less of each, until there is room for all.
    return IntStream.iterate(MOST, most -> most / 2)
        .mapToObj(most -> json(changes, most))
        .filter(json -> json.length() <= LONGEST)
        .findFirst()
        .orElseThrow();
  }

  /**
   * The same.
   *
   * @param most letters of a value, and members of a list
   */
  private String json(List<AuditChange> changes, int most) {
    JsonObjectBuilder json = Json.createObjectBuilder();
    changes.stream()
        .limit(MOST_FIELDS)
        .forEach(
            change ->
                json.add(
                    change.field(),
                    Json.createArrayBuilder()
                        .add(side(change.kind(), change.before(), most))
                        .add(side(change.kind(), change.after(), most))));
    return json.build().toString();
  }

  private JsonValue side(Kind kind, List<String> values, int most) {
    return switch (kind) {
      case VALUE -> Json.createValue(shown(values.get(0), most));
      case HIDDEN -> Json.createValue(hash(values.get(0)));
      case LIST -> list(values, most);
    };
  }

  private static JsonValue list(List<String> members, int most) {
    JsonArrayBuilder json = Json.createArrayBuilder();
    members.stream().limit(most).forEach(member -> json.add(shown(member, most)));
    if (members.size() > most) {
      json.add("… " + (members.size() - most) + " more");
    }
    return json.build();
  }

  private static String shown(String value, int most) {
    String text = value.replaceAll("\\p{Cntrl}", " ");
    return text.length() <= most ? text : text.substring(0, most) + "…";
  }

  private String hash(String value) {
    return value.isEmpty()
        ? ""
        : "hmac:" + vault.fingerprint(PURPOSE, value).substring(0, HASH_LETTERS);
  }
}
