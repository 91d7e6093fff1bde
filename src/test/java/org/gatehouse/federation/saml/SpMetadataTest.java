package org.gatehouse.federation.saml;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import org.gatehouse.federation.saml.key.GivenSpKeys;
import org.gatehouse.federation.saml.key.SpKeys;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.opensaml.saml.common.xml.SAMLConstants;
import org.opensaml.saml.saml2.metadata.EntityDescriptor;
import org.opensaml.saml.saml2.metadata.KeyDescriptor;
import org.opensaml.saml.saml2.metadata.SPSSODescriptor;
import org.opensaml.security.credential.UsageType;

/** Metadata shows providers what they have to know of the service provider. */
class SpMetadataTest {
  private static final ServiceProvider SELF =
      ServiceProvider.of("https://gatehouse.example", "corpinc");

  private final GivenSpKeys given = new GivenSpKeys();
  private final SpKeys keys = given.keys(Clock.systemUTC());

  @AfterEach
  void close() {
    given.close();
  }

  @Test
  void metadataShowsWhatIsAcceptedAndNothingElse() {
    keys.publishNext();
    SPSSODescriptor role =
        (SPSSODescriptor) SpMetadata.of(SELF, keys.all()).getRoleDescriptors().get(0);
    assertThat(role.isAuthnRequestsSigned()).isTrue();
    assertThat(role.getWantAssertionsSigned()).isTrue();
    assertThat(role.getAssertionConsumerServices())
        .singleElement()
        .satisfies(
            service -> {
              assertThat(service.getBinding()).isEqualTo(SAMLConstants.SAML2_POST_BINDING_URI);
              assertThat(service.getLocation()).isEqualTo(SELF.acs());
            });
    assertThat(role.getSingleLogoutServices())
        .extracting(service -> service.getBinding())
        .containsExactly(
            SAMLConstants.SAML2_REDIRECT_BINDING_URI, SAMLConstants.SAML2_POST_BINDING_URI);
    assertThat(role.getKeyDescriptors())
        .extracting(KeyDescriptor::getUse)
        .containsExactly(
            UsageType.SIGNING, UsageType.ENCRYPTION, UsageType.SIGNING, UsageType.ENCRYPTION);
    assertThat(role.getArtifactResolutionServices()).isEmpty();
  }

  @Test
  void metadataIsSignedByTheActiveKey() throws Exception {
    EntityDescriptor read =
        (EntityDescriptor)
            OpenSaml.read(OpenSaml.parse(SpMetadata.signed(SELF, keys.all())).getDocumentElement());
    assertThat(read.getEntityID()).isEqualTo(SELF.entityId());
    MetadataSignature.check(read, keys.active().certificate());
  }
}
