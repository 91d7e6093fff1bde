package org.gatehouse.federation.setup;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.gatehouse.core.provider.ProviderRule;
import org.gatehouse.core.refusal.Rule;
import org.gatehouse.federation.saml.MetadataRule;

/** What of a {@link TypedProvider} a refusal is about. */
public enum ProviderField {
  /** What people call it. */
  NAME("providerName", ProviderRule.NAME_INVALID, ProviderRule.NAME_TAKEN),
  /** Where SAML metadata is. */
  METADATA_URL("metadataUrl", SetupRule.METADATA_URL_INVALID),
  /** SAML metadata. */
  METADATA("metadata", SetupRule.METADATA_MISSING),
  /** The certificate whose key must have signed it. */
  METADATA_SIGNER(
      "metadataSigner",
      MetadataRule.SIGNER_INVALID,
      MetadataRule.UNSIGNED,
      MetadataRule.WRONG_SIGNER),
  /** What an OpenID provider calls itself. */
  ISSUER("issuer", ProviderRule.ISSUER_FIXED),
  /** What it calls us. */
  CLIENT_ID("clientId", ProviderRule.CLIENT_ID_INVALID),
  /** How we prove to it who we are. */
  CLIENT_SECRET("clientSecret", ProviderRule.CLIENT_SECRET_INVALID),
  /** What is asked for. */
  SCOPES("scopes", ProviderRule.SCOPES_INVALID),
  /** The domain that people must be of. */
  HOSTED_DOMAIN("hostedDomain", ProviderRule.HOSTED_DOMAIN_INVALID),
  /** The first of the names under which it tells something. */
  USER_NAME_ATTRIBUTE("userNameAttribute", ProviderRule.ATTRIBUTE_NAME_INVALID),
  /** What parts groups. */
  GROUPS_SEPARATOR("groupsSeparator", ProviderRule.GROUPS_SEPARATOR_INVALID),
  /** Which group means which role. */
  GROUP_ROLES("groupRoles");

  private final String id;

  @SuppressWarnings("ImmutableEnumChecker") // Set.of() never changes, its type just doesn't say so.
  private final Set<Rule> rules;

  ProviderField(String id, Rule... rules) {
    this.id = id;
    this.rules = Set.of(rules);
  }

  /** How pages and messages call it. */
  public String id() {
    return id;
  }

  /** The field that a broken rule is about, whatever else was typed; nothing if that isn't told. */
  static Optional<ProviderField> about(Rule rule) {
    return Stream.of(values()).filter(field -> field.rules.contains(rule)).findFirst();
  }
}
