package org.gatehouse.core.provider;

import org.gatehouse.core.refusal.Rule;

/** What can be wrong with an identity provider. */
public enum ProviderRule implements Rule {
  NAME_INVALID(
      "providerName.invalid", "The name must have 1 to 64 visible characters of one script."),
  NAME_TAKEN("providerName.taken", "The workspace has an identity provider of this name."),
  SAME("provider.same", "The workspace has this identity provider already, by another name."),
  TOO_MANY("provider.tooMany", "A workspace can have %s identity providers at the most."),
  GONE("provider.gone", "The identity provider was removed meanwhile."),
  ISSUER_FIXED("issuer.fixed", "This is another provider: add it as one of its own."),
  METADATA_OTHER_PROVIDER("metadata.otherProvider", "The metadata is another provider's."),
  CLIENT_ID_INVALID("clientId.invalid", "The client id has 1 to 255 letters, digits and signs."),
  SCOPES_INVALID("scopes.invalid", "Scopes are words parted by spaces."),
  HOSTED_DOMAIN_INVALID("hostedDomain.invalid", "The domain must look like example.com."),
  ATTRIBUTE_NAME_INVALID(
      "attributeName.invalid", "The name of an attribute has at most 255 visible characters."),
  GROUPS_SEPARATOR_INVALID(
      "groupsSeparator.invalid", "What parts groups is a sign such as a comma or semicolon."),
  GROUP_INVALID("group.invalid", "The name of a group has 1 to 255 visible characters."),
  TOO_MANY_GROUP_ROLES("groupRole.tooMany", "A provider can have %s of them at the most."),
  RETURN_ADDRESS_INVALID(
      "returnAddress.invalid", "A return address must look like https://app.example.com/path.");

  private final String key;
  private final String sentence;

  ProviderRule(String key, String sentence) {
    this.key = key;
    this.sentence = sentence;
  }

  @Override
  public String key() {
    return key;
  }

  @Override
  public String sentence() {
    return sentence;
  }
}
