package org.gatehouse.core.provider;

import org.gatehouse.core.refusal.Rule;

/** What can be wrong with an identity provider. */
public final class ProviderRule extends Rule {
  public static final ProviderRule NAME_INVALID =
      new ProviderRule(
          "providerName.invalid", "The name must have 1 to 64 visible characters of one script.");
  public static final ProviderRule NAME_TAKEN =
      new ProviderRule(
          "providerName.taken", "The workspace has an identity provider of this name.");
  public static final ProviderRule SAME =
      new ProviderRule(
          "provider.same", "The workspace has this identity provider already, by another name.");
  public static final ProviderRule TOO_MANY =
      new ProviderRule(
          "provider.tooMany", "A workspace can have %s identity providers at the most.");
  public static final ProviderRule GONE =
      new ProviderRule("provider.gone", "The identity provider was removed meanwhile.");
  public static final ProviderRule CHANGED =
      new ProviderRule(
          "provider.changed", "The identity provider was changed meanwhile: try again.");
  public static final ProviderRule ISSUER_FIXED =
      new ProviderRule(
          "issuer.fixed", "The issuer is another provider's: add it as one of its own.");
  public static final ProviderRule METADATA_OTHER_PROVIDER =
      new ProviderRule("metadata.otherProvider", "The metadata is another provider's.");
  public static final ProviderRule CLIENT_ID_INVALID =
      new ProviderRule("clientId.invalid", "The client id has 1 to 255 letters, digits and signs.");
  public static final ProviderRule CLIENT_SECRET_INVALID =
      new ProviderRule("clientSecret.invalid", "The client secret has %s characters at the most.");
  public static final ProviderRule SCOPES_INVALID =
      new ProviderRule("scopes.invalid", "Scopes are words parted by spaces.");
  public static final ProviderRule HOSTED_DOMAIN_INVALID =
      new ProviderRule("hostedDomain.invalid", "The domain must look like example.com.");
  public static final ProviderRule ATTRIBUTE_NAME_INVALID =
      new ProviderRule(
          "attributeName.invalid", "The name of an attribute has at most 255 visible characters.");
  public static final ProviderRule GROUPS_SEPARATOR_INVALID =
      new ProviderRule(
          "groupsSeparator.invalid", "What parts groups is a sign such as a comma or semicolon.");
  public static final ProviderRule GROUP_INVALID =
      new ProviderRule("group.invalid", "The name of a group has 1 to 255 visible characters.");
  public static final ProviderRule TOO_MANY_GROUP_ROLES =
      new ProviderRule(
          "groupRole.tooMany",
          "An identity provider can give %s roles to everybody, and as many to groups.");
  public static final ProviderRule RETURN_ADDRESS_INVALID =
      new ProviderRule(
          "returnAddress.invalid", "A return address must look like https://app.example.com/path.");

  private ProviderRule(String key, String sentence) {
    super(key, sentence);
  }
}
