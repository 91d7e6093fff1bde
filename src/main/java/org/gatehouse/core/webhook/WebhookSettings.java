package org.gatehouse.core.webhook;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gatehouse.core.audit.AuditEvent;
import org.gatehouse.core.audit.AuditFilter;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.fetch.AddressRule;
import org.gatehouse.core.fetch.WebAddress;
import org.gatehouse.core.refusal.InvalidInput;

/**
 * Where a workspace wants its audit log, and what of it.
 *
 * @param address where; nothing for nowhere
 * @param types which types, by their words; all, if there are none
 * @param outcome which outcomes: a word of the log, or {@link AuditFilter#NOT_OK}; empty for all
 */
public record WebhookSettings(Optional<URI> address, List<String> types, String outcome) {
  /** Nowhere. */
  public static final WebhookSettings NONE = new WebhookSettings(Optional.empty(), List.of(), "");

  /** Keeps the types in their order, each once. */
  public WebhookSettings {
    types = types.stream().distinct().sorted().toList();
  }

  /**
   * As somebody has typed it.
   *
   * @param address empty for nowhere
   * @throws InvalidInput if one of them can't be understood
   */
  public static WebhookSettings of(String address, List<String> types, String outcome) {
    return new WebhookSettings(
        address.isBlank()
            ? Optional.empty()
            : Optional.of(
                WebAddress.read(address)
                    .orElseThrow(() -> new InvalidInput(AddressRule.INVALID))
                    .uri()),
        types.stream()
            .flatMap(word -> AuditFilter.type(word.strip()).stream())
            .map(AuditType::word)
            .toList(),
        AuditFilter.outcome(outcome));
  }

  /** Whether an entry is to be sent. */
  public boolean want(AuditEvent event) {
    return (types.isEmpty() || types.contains(event.type())) && wantOutcome(event.outcome());
  }

  private boolean wantOutcome(String word) {
    return outcome.equals(AuditFilter.NOT_OK)
        ? !word.equals("ok")
        : outcome.isEmpty() || outcome.equals(word);
  }

  /**
   * The address as those may see it who don't administer: its path may be the secret of a product.
   */
  public Optional<String> origin() {
    return address.map(
        uri ->
            uri.getScheme()
                + "://"
                + WebAddress.hostOf(uri)
                + (uri.getPort() < 0 ? "" : ":" + uri.getPort()));
  }

  /** What the audit log is told of it. */
  public Map<String, Object> audited() {
    return Map.of("origin", origin().orElse(""), "types", types, "outcome", outcome);
  }
}
