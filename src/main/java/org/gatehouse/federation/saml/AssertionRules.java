package org.gatehouse.federation.saml;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.opensaml.saml.common.SAMLVersion;
import org.opensaml.saml.saml2.core.Assertion;
import org.opensaml.saml.saml2.core.AudienceRestriction;
import org.opensaml.saml.saml2.core.AuthnStatement;
import org.opensaml.saml.saml2.core.Conditions;
import org.opensaml.saml.saml2.core.Issuer;
import org.opensaml.saml.saml2.core.NameIDType;
import org.opensaml.saml.saml2.core.OneTimeUse;
import org.opensaml.saml.saml2.core.ProxyRestriction;
import org.opensaml.saml.saml2.core.Subject;
import org.opensaml.saml.saml2.core.SubjectConfirmation;
import org.opensaml.saml.saml2.core.SubjectConfirmationData;

/**
 * What an assertion must say for us to go by it (SAML Profiles 4.1.4.2 and 4.1.4.3): from whom, for
 * whom, in answer to what, and until when. Whether it is signed is looked at elsewhere.
 *
 * @param client us and the provider
 * @param asked what it must answer; nothing if it may come unasked
 * @param clocks what time it is
 */
record AssertionRules(IdpClient client, Optional<PendingAuthnRequest> asked, Clocks clocks) {
  static AssertionRules of(IdpClient client, Optional<PendingAuthnRequest> asked, Instant now) {
    return new AssertionRules(
        client, asked, new Clocks(now, asked.map(PendingAuthnRequest::at), client.skew()));
  }

  /**
   * Looks at an assertion.
   *
   * @throws SamlRefused if it doesn't say that
   */
  void check(Assertion assertion) {
    if (!SAMLVersion.VERSION_20.equals(assertion.getVersion())) {
      throw new SamlRefused(SamlRefusal.MALFORMED, "version");
    }
    checkIssuer(assertion.getIssuer());
    Instant issued = assertion.getIssueInstant();
    checkConditions(assertion.getConditions(), issued);
    checkSubject(assertion.getSubject(), issued);
    checkAuthentication(assertion.getAuthnStatements(), issued);
  }

  /** Whether it is the provider's, as it says. */
  void checkIssuer(@Nullable Issuer issuer) {
    boolean theirs =
        issuer != null
            && client.idp().entityId().equals(issuer.getValue())
            && (issuer.getFormat() == null || NameIDType.ENTITY.equals(issuer.getFormat()));
    if (!theirs) {
      throw new SamlRefused(SamlRefusal.WRONG_ISSUER);
    }
  }

  private void checkConditions(@Nullable Conditions conditions, @Nullable Instant issued) {
    if (conditions == null) {
      throw new SamlRefused(SamlRefusal.INCOMPLETE, "no conditions");
    }
    boolean known =
        conditions.getConditions().stream()
            .allMatch(
                condition ->
                    condition instanceof AudienceRestriction
                        || condition instanceof OneTimeUse
                        || condition instanceof ProxyRestriction);
    if (!known) {
      // Core 2.5.1: what isn't understood mustn't be taken for fulfilled.
      throw new SamlRefused(SamlRefusal.INCOMPLETE, "a condition that nobody knows");
    }
    List<AudienceRestriction> restrictions = conditions.getAudienceRestrictions();
    boolean forUs =
        !restrictions.isEmpty()
            && restrictions.stream()
                .allMatch(
                    restriction ->
                        restriction.getAudiences().stream()
                            .anyMatch(
                                audience -> client.self().entityId().equals(audience.getURI())));
    if (!forUs) {
      throw new SamlRefused(SamlRefusal.WRONG_AUDIENCE);
    }
    checkTime(conditions.getNotBefore(), conditions.getNotOnOrAfter(), issued);
  }

  private void checkSubject(@Nullable Subject subject, @Nullable Instant issued) {
    if (subject == null || !isNamed(subject)) {
      throw new SamlRefused(SamlRefusal.NO_SUBJECT);
    }
    List<SubjectConfirmation> bearers =
        subject.getSubjectConfirmations().stream()
            .filter(
                confirmation -> SubjectConfirmation.METHOD_BEARER.equals(confirmation.getMethod()))
            .toList();
    if (bearers.isEmpty()) {
      throw new SamlRefused(SamlRefusal.INCOMPLETE, "no bearer confirmation");
    }
    // More than one is allowed, and each for us must hold: nobody has reason to send another.
    bearers.forEach(bearer -> checkConfirmation(bearer.getSubjectConfirmationData(), issued));
  }

  private static boolean isNamed(Subject subject) {
    return subject.getEncryptedID() != null
        || (subject.getNameID() != null && subject.getNameID().getValue() != null);
  }

  private void checkConfirmation(@Nullable SubjectConfirmationData data, @Nullable Instant issued) {
    if (data == null || data.getNotOnOrAfter() == null) {
      throw new SamlRefused(SamlRefusal.INCOMPLETE, "no end of the confirmation");
    }
    if (data.getNotBefore() != null) {
      throw new SamlRefused(SamlRefusal.INCOMPLETE, "a bearer confirmation has no NotBefore");
    }
    if (!client.self().acs().equals(data.getRecipient())) {
      throw new SamlRefused(SamlRefusal.WRONG_RECIPIENT);
    }
    checkTime(null, data.getNotOnOrAfter(), issued);
    String requestId = asked.map(PendingAuthnRequest::requestId).orElse(null);
    if (!Objects.equals(requestId, data.getInResponseTo())) {
      throw new SamlRefused(SamlRefusal.OTHER_REQUEST);
    }
  }

  private void checkAuthentication(List<AuthnStatement> statements, @Nullable Instant issued) {
    for (AuthnStatement statement : statements) {
      Instant authenticated = statement.getAuthnInstant();
      if (authenticated == null || statement.getAuthnContext() == null) {
        throw new SamlRefused(SamlRefusal.INCOMPLETE, "not when and how it was authenticated");
      }
      checkTime(authenticated, statement.getSessionNotOnOrAfter(), issued);
      boolean old =
          asked
              .filter(PendingAuthnRequest::anew)
              .filter(request -> authenticated.isBefore(request.at().minus(clocks.tolerance())))
              .isPresent();
      if (old) {
        SamlRefused perhaps = clocks.refusal(issued);
        throw perhaps.why() == SamlRefusal.CLOCKS_DIFFER
            ? perhaps
            : new SamlRefused(SamlRefusal.NOT_ANEW);
      }
    }
  }

  private void checkTime(
      @Nullable Instant from, @Nullable Instant until, @Nullable Instant issued) {
    if (clocks.isEarly(from) || clocks.isLate(until)) {
      throw clocks.refusal(issued);
    }
  }
}
