package org.gatehouse.federation.saml;

import org.gatehouse.core.refusal.Rule;

/** What can be wrong with the metadata of a SAML identity provider. */
public enum MetadataRule implements Rule {
  TOO_LARGE("metadata.tooLarge", "The metadata has more than %s characters."),
  NOT_XML("metadata.notXml", "This is no XML, or has a document type, which metadata hasn't."),
  OTHER("metadata.other", "This is XML, but not metadata of SAML 2.0."),
  NO_PROVIDER("metadata.noProvider", "The metadata has no identity provider of SAML 2.0."),
  SEVERAL_PROVIDERS(
      "metadata.severalProviders",
      "The metadata has more than one identity provider; please give that of one."),
  NO_ENTITY_ID("metadata.noEntityId", "The metadata doesn't say whose it is."),
  NO_SIGN_ON(
      "metadata.noSignOn",
      "The metadata has no address to log in at by HTTP-Redirect or HTTP-POST."),
  OUTDATED("metadata.outdated", "The metadata itself says that it is good no longer."),
  NO_CERTIFICATE("metadata.noCertificate", "The metadata has no certificate for signing."),
  BAD_CERTIFICATE("metadata.badCertificate", "A certificate in the metadata can't be read."),
  CERTIFICATE_EXPIRED(
      "metadata.certificateExpired", "All certificates for signing in it have expired."),
  WEAK_KEY("metadata.weakKey", "The key of a certificate is too short: RSA needs 2048 bits."),
  OTHER_KEY("metadata.otherKey", "The key of a certificate is neither of RSA nor of ECDSA."),
  UNSIGNED("metadata.unsigned", "The metadata isn't signed."),
  WRONG_SIGNER(
      "metadata.wrongSigner", "The metadata wasn't signed with the key of this certificate."),
  SIGNER_INVALID("certificate.invalid", "This is no X.509 certificate in PEM.");

  private final String key;
  private final String sentence;

  MetadataRule(String key, String sentence) {
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
