package org.gatehouse.core.provider;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Under which names well-known products tell who somebody is, so that nobody has to look them up.
 * Where a product leaves the names to its administrator, they are those of our instructions for it.
 */
public enum Preset {
  /** Its attribute statements are free; its claims are the standard ones. */
  OKTA(
      new AttributeNames("", "login", "displayName", "email", "groups"),
      new AttributeNames("", "preferred_username", "name", "email", "groups"),
      "groups"),
  /**
   * What its SAML2 add-on sends if nobody changes it. Its claims {@code groups} and {@code roles}
   * are reserved, so that an action must add one of another name; and only the e-mail address is
   * each person's own.
   */
  AUTH0(
      new AttributeNames(
          Names.XMLSOAP + "nameidentifier",
          Names.XMLSOAP + "emailaddress",
          Names.XMLSOAP + "name",
          Names.XMLSOAP + "emailaddress",
          "http://schemas.xmlsoap.org/claims/Group"),
      new AttributeNames("", "email", "name", "email", "https://gatehouse/groups"),
      ""),
  /** The object id is the one name of a person that never changes and is never given away. */
  ENTRA_ID(
      new AttributeNames(
          "http://schemas.microsoft.com/identity/claims/objectidentifier",
          Names.XMLSOAP + "name",
          "http://schemas.microsoft.com/identity/claims/displayname",
          Names.XMLSOAP + "emailaddress",
          "http://schemas.microsoft.com/ws/2008/06/identity/claims/groups"),
      new AttributeNames("oid", "preferred_username", "name", "email", "groups"),
      ""),
  /** Its SAML attributes are free, but none has the whole name; by OpenID it tells no groups. */
  GOOGLE(
      new AttributeNames("", "email", "firstName", "email", "groups"),
      new AttributeNames("", "email", "name", "email", ""),
      ""),
  /** Its SAML attributes are named by mappers: here as the properties of its users. */
  KEYCLOAK(
      new AttributeNames("", "username", "firstName", "email", "groups"),
      new AttributeNames("", "preferred_username", "name", "email", "groups"),
      ""),
  /** What standards say: eduPerson and inetOrgPerson; OpenID Connect Core 1.0, 5.1. */
  OTHER(
      new AttributeNames(
          "",
          "urn:oid:0.9.2342.19200300.100.1.1",
          "urn:oid:2.16.840.1.113730.3.1.241",
          "urn:oid:0.9.2342.19200300.100.1.3",
          "urn:oid:1.3.6.1.4.1.5923.1.5.1.1"),
      new AttributeNames("", "preferred_username", "name", "email", "groups"),
      "");

  @SuppressWarnings("ImmutableEnumChecker") // A record of texts.
  private final AttributeNames saml;

  @SuppressWarnings("ImmutableEnumChecker") // A record of texts.
  private final AttributeNames oidc;

  private final String scopes;

  Preset(AttributeNames saml, AttributeNames oidc, String scopes) {
    this.saml = saml;
    this.oidc = oidc;
    this.scopes = scopes;
  }

  /** The names of SAML attributes, or of claims. */
  public AttributeNames names(Protocol protocol) {
    return protocol == Protocol.SAML ? saml : oidc;
  }

  /** What must be asked for so that it tells them, beside what is always asked for. */
  public String scopes() {
    return scopes;
  }

  /** As addresses write it, for example {@code entra-id}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The preset of this word.
   *
   * @param word anything
   */
  public static Optional<Preset> of(String word) {
    return Stream.of(values()).filter(preset -> preset.word().equals(word)).findFirst();
  }

  /** A constant that the constants above may use. */
  private static final class Names {
    /** Microsoft's old name for what people are called, which many have taken over. */
    static final String XMLSOAP = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/";
  }
}
