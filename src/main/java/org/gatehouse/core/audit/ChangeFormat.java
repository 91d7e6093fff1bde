package org.gatehouse.core.audit;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import org.gatehouse.core.secret.Vault;

/** Writes what was changed as the log keeps it: {@code {"field": ["before", "after"]}}. */
@Singleton
class ChangeFormat {
  private static final String PURPOSE = "audit";
  private static final int MOST_FIELDS = 24;
  private static final int LONGEST_VALUE = 200;
  private static final int HASH_LETTERS = 32;

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
    JsonObjectBuilder json = Json.createObjectBuilder();
    changes.stream()
        .limit(MOST_FIELDS)
        .forEach(
            change ->
                json.add(
                    change.field(),
                    Json.createArrayBuilder()
                        .add(value(change, change.before()))
                        .add(value(change, change.after()))));
    return json.build().toString();
  }

  private String value(AuditChange change, String value) {
    if (change.hidden() && !value.isEmpty()) {
      return "hmac:" + vault.fingerprint(PURPOSE, value).substring(0, HASH_LETTERS);
    }
    String shown = value.replaceAll("\\p{Cntrl}", " ");
    return shown.length() <= LONGEST_VALUE ? shown : shown.substring(0, LONGEST_VALUE) + "…";
  }
}
