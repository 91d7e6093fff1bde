package org.gatehouse.federation.setup;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What of a {@link TypedProvider} a refusal is about. */
public enum ProviderField {
  /** What people call it. */
  NAME("providerName", "providerName.invalid", "providerName.taken"),
  /** Where SAML metadata is. */
  METADATA_URL("metadataUrl"),
  /** SAML metadata. */
  METADATA("metadata", "metadata.missing"),
  /** The certificate whose key must have signed it. */
  METADATA_SIGNER(
      "metadataSigner", "certificate.invalid", "metadata.unsigned", "metadata.wrongSigner"),
  /** What an OpenID provider calls itself. */
  ISSUER("issuer", "issuer.fixed"),
  /** What it calls us. */
  CLIENT_ID("clientId", "clientId.invalid"),
  /** What is asked for. */
  SCOPES("scopes", "scopes.invalid"),
  /** The domain that people must be of. */
  HOSTED_DOMAIN("hostedDomain", "hostedDomain.invalid"),
  /** The first of the names under which it tells something. */
  USER_NAME_ATTRIBUTE("userNameAttribute", "attributeName.invalid"),
  /** What parts groups. */
  GROUPS_SEPARATOR("groupsSeparator", "groupsSeparator.invalid"),
  /** Which group means which role. */
  GROUP_ROLES("groupRoles");

  private final String id;

  @SuppressWarnings("ImmutableEnumChecker") // Set.of() never changes, its type just doesn't say so.
  private final Set<String> rules;

  ProviderField(String id, String... rules) {
    this.id = id;
    this.rules = Set.of(rules);
  }

  /** How pages and messages call it. */
  public String id() {
    return id;
  }

  /** The field that a broken rule is about, whatever else was typed; nothing if that isn't told. */
  static Optional<ProviderField> about(String rule) {
    return Stream.of(values()).filter(field -> field.rules.contains(rule)).findFirst();
  }
}
