package org.gatehouse.federation.saml;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gatehouse.core.provider.ExternalIdentity;
import org.gatehouse.core.signon.Authenticated;
import org.gatehouse.core.signon.ProviderSession;
import org.jspecify.annotations.Nullable;
import org.opensaml.saml.saml2.core.Assertion;
import org.opensaml.saml.saml2.core.AuthnStatement;
import org.opensaml.saml.saml2.core.NameID;
import org.opensaml.saml.saml2.core.NameIDType;
import org.pac4j.saml.credentials.SAML2AuthenticationCredentials;
import org.pac4j.saml.credentials.SAML2AuthenticationCredentials.SAMLAttribute;

/** Takes from an assertion that was verified who somebody is. */
final class ReadIdentity {
  /** What people have as attributes; more is a mistake, and can't be kept. */
  private static final int MOST_BYTES = 100_000;

  private ReadIdentity() {}

  /**
   * Who it is.
   *
   * @param client us and the provider whose assertion it is
   * @param subjectAttribute which attribute says who it is; empty for the NameID
   * @param assertion verified
   * @param nameId whom it is about, decrypted if it was encrypted
   * @param credentials what pac4j has read of it
   */
  static Authenticated of(
      IdpClient client,
      String subjectAttribute,
      Assertion assertion,
      NameID nameId,
      SAML2AuthenticationCredentials credentials) {
    Map<String, List<String>> attributes = attributes(credentials.getAttributes());
    String name = NameIds.known(nameId);
    ExternalIdentity identity =
        new ExternalIdentity(
            client.providerId(),
            subject(client, subjectAttribute, nameId, name, attributes),
            attributes,
            // SAML has no word for it: whether its addresses are good the administrator knows.
            true);
    List<AuthnStatement> statements = assertion.getAuthnStatements();
    ProviderSession session =
        new ProviderSession(
            name,
            statements.stream()
                .flatMap(statement -> Optional.ofNullable(statement.getSessionIndex()).stream())
                .findFirst(),
            OpenSaml.text(nameId),
            statements.stream()
                .flatMap(
                    statement -> Optional.ofNullable(statement.getSessionNotOnOrAfter()).stream())
                .min(Instant::compareTo));
    return new Authenticated(identity, session);
  }

  private static String subject(
      IdpClient client,
      String attribute,
      NameID nameId,
      String name,
      Map<String, List<String>> attributes) {
    if (attribute.isEmpty() && NameIDType.TRANSIENT.equals(nameId.getFormat())) {
      throw new SamlRefused(SamlRefusal.TRANSIENT_SUBJECT);
    }
    String subject =
        attribute.isEmpty()
            ? name.isEmpty() ? "" : kind(client, nameId, name) + name
            : attributes.getOrDefault(attribute, List.of()).stream()
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElse("");
    if (subject.isEmpty() || subject.length() > ExternalIdentity.LONGEST_SUBJECT) {
      throw new SamlRefused(SamlRefusal.NO_SUBJECT);
    }
    return subject;
  }

  /**
   * What stands before a name, so that it means nobody whom another kind of name means: nothing
   * before one that lasts, as long as it can't be mistaken; otherwise a word and a colon. An e-mail
   * address is given to another person one day, and anybody may have chosen a name that looks like
   * somebody's.
   */
  private static String kind(IdpClient client, NameID nameId, String name) {
    String format = Optional.ofNullable(nameId.getFormat()).orElse(NameIDType.UNSPECIFIED);
    String word = format.substring(format.lastIndexOf(':') + 1);
    if (!NameIDType.PERSISTENT.equals(format)) {
      return word + ":";
    }
    // Core 8.3.7: it is unique only together with these, which are the usual ones if left out.
    String givenBy = qualifier(nameId.getNameQualifier(), client.idp().entityId());
    String givenTo = qualifier(nameId.getSPNameQualifier(), client.self().entityId());
    if (givenBy.isEmpty() && givenTo.isEmpty()) {
      return name.contains(":") ? word + ":" : "";
    }
    return word + "!" + givenBy + "!" + givenTo + ":";
  }

  private static String qualifier(@Nullable String given, String usual) {
    return given == null || given.isEmpty() || given.equals(usual)
        ? ""
        : URLEncoder.encode(given, StandardCharsets.UTF_8);
  }

  private static Map<String, List<String>> attributes(List<SAMLAttribute> given) {
    Map<String, List<String>> attributes = new LinkedHashMap<>();
    int bytes = 0;
    for (SAMLAttribute attribute : given) {
      if (attribute.getName() == null) {
        continue;
      }
      List<String> values =
          attributes.computeIfAbsent(attribute.getName(), name -> new ArrayList<>());
      bytes += length(attribute.getName());
      for (String value : attribute.getAttributeValues()) {
        if (value != null) {
          values.add(value);
          bytes += length(value);
        }
      }
    }
    if (bytes > MOST_BYTES) {
      throw new SamlRefused(SamlRefusal.TOO_LARGE, "attributes");
    }
    return attributes;
  }

  private static int length(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
