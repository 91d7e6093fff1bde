package org.gatehouse.federation.saml;

import org.gatehouse.core.refusal.Rule;

/** What can be wrong with the metadata of a SAML identity provider. */
public final class MetadataRule extends Rule {
  public static final MetadataRule TOO_LARGE =
      new MetadataRule("metadata.tooLarge", "The metadata has more than %s characters.");
  public static final MetadataRule NOT_XML =
      new MetadataRule(
          "metadata.notXml",
          "The metadata is no XML, or has a document type, which metadata hasn't.");
  public static final MetadataRule OTHER =
      new MetadataRule("metadata.other", "The metadata is XML, but not metadata of SAML 2.0.");
  public static final MetadataRule NO_PROVIDER =
      new MetadataRule("metadata.noProvider", "The metadata has no identity provider of SAML 2.0.");
  public static final MetadataRule SEVERAL_PROVIDERS =
      new MetadataRule(
          "metadata.severalProviders",
          "The metadata has more than one identity provider; please give that of one.");
  public static final MetadataRule NO_ENTITY_ID =
      new MetadataRule("metadata.noEntityId", "The metadata doesn't say whose it is.");
  public static final MetadataRule NO_SIGN_ON =
      new MetadataRule(
          "metadata.noSignOn",
          "The metadata has no address to log in at by HTTP-Redirect or HTTP-POST.");
  public static final MetadataRule OUTDATED =
      new MetadataRule("metadata.outdated", "The metadata itself says that it is good no longer.");
  public static final MetadataRule NO_CERTIFICATE =
      new MetadataRule("metadata.noCertificate", "The metadata has no certificate for signing.");
  public static final MetadataRule BAD_CERTIFICATE =
      new MetadataRule("metadata.badCertificate", "A certificate in the metadata can't be read.");
  public static final MetadataRule CERTIFICATE_EXPIRED =
      new MetadataRule(
          "metadata.certificateExpired",
          "All certificates for signing in the metadata have expired.");
  public static final MetadataRule WEAK_KEY =
      new MetadataRule(
          "metadata.weakKey", "The key of a certificate is too short: RSA needs 2048 bits.");
  public static final MetadataRule OTHER_KEY =
      new MetadataRule(
          "metadata.otherKey", "The key of a certificate is neither of RSA nor of ECDSA.");
  public static final MetadataRule UNSIGNED =
      new MetadataRule("metadata.unsigned", "The metadata isn't signed.");
  public static final MetadataRule WRONG_SIGNER =
      new MetadataRule(
          "metadata.wrongSigner", "The metadata wasn't signed with the key of its signer.");
  public static final MetadataRule SIGNER_INVALID =
      new MetadataRule(
          "certificate.invalid", "The signer of the metadata must be an X.509 certificate in PEM.");

  private MetadataRule(String key, String sentence) {
    super(key, sentence);
  }
}
