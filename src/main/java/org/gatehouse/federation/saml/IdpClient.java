package org.gatehouse.federation.saml;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.gatehouse.federation.saml.key.KeyPairWithCertificate;
import org.opensaml.storage.ReplayCache;
import org.pac4j.core.http.callback.NoParameterCallbackUrlResolver;
import org.pac4j.saml.client.SAML2Client;
import org.pac4j.saml.config.SAML2Configuration;

/**
 * pac4j's client of one identity provider: our side and theirs as they were at a moment. When
 * either changes another one takes its place; this one never does.
 */
final class IdpClient extends SAML2Client {
  private final UUID providerId;
  private final ServiceProvider self;
  private final IdpMetadata idp;
  private final List<KeyPairWithCertificate> keys;
  private final Duration skew;

  /**
   * @param providerId which provider of Gatehouse's
   * @param self who we are
   * @param idp who they are
   * @param keys ours, that decrypt
   * @param skew by how much clocks may differ
   */
  IdpClient(
      UUID providerId,
      ServiceProvider self,
      IdpMetadata idp,
      List<KeyPairWithCertificate> keys,
      Duration skew) {
    super(configuration(self, idp, skew));
    this.providerId = providerId;
    this.self = self;
    this.idp = idp;
    this.keys = keys;
    this.skew = skew;
    setName(providerId.toString());
    setCallbackUrl(self.acs());
    setCallbackUrlResolver(new NoParameterCallbackUrlResolver());
    init();
  }

  /** Which provider of Gatehouse's it is. */
  UUID providerId() {
    return providerId;
  }

  /** The service provider: Gatehouse. */
  ServiceProvider self() {
    return self;
  }

  /** The metadata of the identity provider. */
  IdpMetadata idp() {
    return idp;
  }

  private static SAML2Configuration configuration(
      ServiceProvider self, IdpMetadata idp, Duration skew) {
    SAML2Configuration configuration =
        new SAML2Configuration() {
          @Override
          protected void internalInit(boolean forceReinit) {
            // It would look for a key store and metadata in files; ours are below.
          }
        };
    configuration.setServiceProviderEntityId(self.entityId());
    configuration.setAuthnRequestBindingType(idp.signOn().binding());
    configuration.setAuthnRequestSigned(true);
    configuration.setWantsAssertionsSigned(true);
    // Where it has to be there, VerifyResponse says.
    configuration.setResponseDestinationAttributeMandatory(false);
    configuration.setAcceptedSkew(skew.toSeconds());
    return configuration;
  }

  /**
   * Makes sure that we may still go by what we know of them.
   *
   * @throws SamlRefused {@link SamlRefusal#METADATA_EXPIRED} if not
   */
  void requireCurrent(Instant now) {
    if (idp.isOutdated(now)) {
      throw new SamlRefused(
          SamlRefusal.METADATA_EXPIRED,
          "valid until " + idp.validUntil().map(Instant::toString).orElse(""));
    }
  }

  /** The difference of clocks that is allowed. */
  Duration skew() {
    return skew;
  }

  /** Our keys, which decrypt; one of them signs. */
  List<KeyPairWithCertificate> keys() {
    return keys;
  }

  /** Our key that signs. */
  KeyPairWithCertificate signer() {
    return keys.stream()
        .filter(key -> key.use() == KeyPairWithCertificate.Use.ACTIVE)
        .findFirst()
        .orElseThrow();
  }

  @Override
  protected void initDecrypter(boolean forceReinit) {
    // Each response gets its own, see StrictResponseValidator.
  }

  @Override
  protected void initSignatureSigningParametersProvider(boolean forceReinit) {
    // We sign ourselves, see Signatures and RedirectMessage.
  }

  @Override
  protected void initIdentityProviderMetadataResolver(boolean forceReinit) {
    identityProviderMetadataResolver = new FixedMetadata(idp.descriptor());
  }

  @Override
  protected void initServiceProviderMetadataResolver(boolean forceReinit) {
    serviceProviderMetadataResolver = new FixedMetadata(SpMetadata.of(self, keys));
  }

  @Override
  protected void initSAMLReplayCache(boolean forceReinit) {
    // Only what was accepted is remembered, after all checks, see VerifyResponse.
    ReplayCache none = (context, key, expires) -> true;
    replayCache = () -> none;
  }
}
