package org.gatehouse.core.oauth.client;

import org.gatehouse.core.refusal.Rule;

/** What can be wrong with the metadata of a client. */
public final class ClientRule extends Rule {
  public static final ClientRule NAME_INVALID =
      new ClientRule(
          "clientName.invalid", "client_name must have 1 to 100 visible characters of one script.");
  public static final ClientRule MEMBER_UNKNOWN =
      new ClientRule("clientMember.unknown", "Unknown member. Known are: %s.");
  public static final ClientRule MEMBER_INVALID =
      new ClientRule("clientMember.invalid", "%s must be %s.");
  public static final ClientRule NUMBER_INVALID =
      new ClientRule("clientNumber.invalid", "%s must be a whole number from %s to %s.");
  public static final ClientRule LIST_TOO_LONG =
      new ClientRule("clientList.tooLong", "%s can have %s entries at the most.");
  public static final ClientRule ENTRY_TOO_LONG =
      new ClientRule("clientEntry.tooLong", "%s can have entries of up to %s characters.");
  public static final ClientRule REDIRECT_URI_INVALID =
      new ClientRule(
          "redirectUri.invalid",
          "A redirect URI must look like https://app.example.com/callback, without fragment or wildcard.");
  public static final ClientRule REDIRECT_URI_MISSING =
      new ClientRule(
          "redirectUri.missing", "A client that logs people in needs an address to send them to.");
  public static final ClientRule ADDRESS_INVALID =
      new ClientRule("clientAddress.invalid", "%s must look like https://app.example.com/path.");
  public static final ClientRule BASE_INVALID =
      new ClientRule(
          "clientBase.invalid",
          "The address of an application must look like https://app.example.com, without query or fragment.");
  public static final ClientRule PREFIX_WITH_QUERY =
      new ClientRule(
          "redirectPrefix.query",
          "With redirect_prefix a redirect URI is of the web, without query, and has up to 500 characters.");
  public static final ClientRule KEYS_MISSING =
      new ClientRule(
          "clientKeys.missing",
          "private_key_jwt needs jwks or jwks_uri, and no more than one of them.");
  public static final ClientRule KEYS_INVALID =
      new ClientRule(
          "clientKeys.invalid", "jwks must be a JWK set of public keys, each for RS256 or ES256.");
  public static final ClientRule PUBLIC_CLIENT =
      new ClientRule(
          "clientPublic.grant",
          "A client without authentication can't do without PKCE, nor have client_credentials.");
  public static final ClientRule SCOPE_INVALID =
      new ClientRule("clientScope.invalid", "scope must have up to 50 words, parted by spaces.");
  public static final ClientRule TOO_MANY =
      new ClientRule("client.tooMany", "There are %s applications already. Remove some.");
  public static final ClientRule NO_SECRET =
      new ClientRule("client.noSecret", "This client has no secret: it proves itself otherwise.");
  public static final ClientRule OVERLAP =
      new ClientRule("clientSecret.overlap", "The old secret can go on for up to %s days.");
  public static final ClientRule TOO_LONG =
      new ClientRule("clientMetadata.tooLong", "All of it must not have more than %s characters.");

  private ClientRule(String key, String sentence) {
    super(key, sentence);
  }
}
