package org.gatehouse.federation.saml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.gatehouse.core.input.Conflict;
import org.gatehouse.core.secret.MasterKey;
import org.gatehouse.core.secret.Vault;
import org.gatehouse.core.settings.Settings;
import org.gatehouse.federation.saml.KeyPairWithCertificate.Use;
import org.gatehouse.fixture.AtOnce;
import org.gatehouse.fixture.Given;
import org.gatehouse.fixture.MovableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.opensaml.saml.common.xml.SAMLConstants;
import org.opensaml.saml.saml2.metadata.EntityDescriptor;
import org.opensaml.saml.saml2.metadata.KeyDescriptor;
import org.opensaml.saml.saml2.metadata.SPSSODescriptor;
import org.opensaml.security.credential.UsageType;

/** The keys of the service provider change with an overlap, and metadata shows what to know. */
class SpKeysTest {
  private static final ServiceProvider SELF =
      ServiceProvider.of("https://gatehouse.example", "corpinc");

  private final MovableClock clock = new MovableClock(Instant.parse("2026-03-01T12:00:00Z"));
  private final SpKeysOnH2 rows = new SpKeysOnH2();
  private final SpKeyStore store = new StoredSpKeys(rows);
  private final SpKeys keys = keys();

  @AfterEach
  void close() {
    rows.close();
  }

  private SpKeys keys() {
    Settings settings = Given.settingsWithMasterKey();
    SecureRandom random = new SecureRandom();
    Vault vault = new Vault(new MasterKey(settings, random), random);
    return new SpKeys(store, vault, settings, clock, random);
  }

  @Test
  void theFirstOneIsMadeAtTheFirstUse() {
    KeyPairWithCertificate key = keys.active();
    assertThat(key.certificate().getSigAlgName()).isEqualTo("SHA256withRSA");
    assertThat(IdpCertificates.isLong(key.certificate().getPublicKey())).isTrue();
    assertThat(key.certificate().getNotAfter().toInstant())
        .isEqualTo(clock.instant().plus(Duration.ofDays(3 * 365)));
    assertThat(keys().active().id()).isEqualTo(key.id());
  }

  @Test
  void noneIsMadeForWhoAsksWhenItExpires() {
    assertThat(keys.expiry()).isEmpty();
    keys.active();
    assertThat(keys.expiry()).contains(clock.instant().plus(Duration.ofDays(3 * 365)));
  }

  @Test
  void nobodyReadsItInTheDatabase() {
    keys.active();
    assertThat(store.all().get(0).sealedKey()).startsWith("v2.").doesNotContain("MII");
  }

  @Test
  void ofTwoNodesOneMakesIt() {
    List<KeyPairWithCertificate> made =
        AtOnce.call(List.of(() -> keys().active(), () -> keys().active()));
    assertThat(made.get(0).id()).isEqualTo(made.get(1).id());
    assertThat(store.all()).hasSize(1);
  }

  @Test
  void theNextOneIsKnownBeforeItSigns() {
    KeyPairWithCertificate first = keys.active();
    keys.publishNext();
    assertThat(keys.active().id()).isEqualTo(first.id());
    assertThat(keys.all())
        .extracting(KeyPairWithCertificate::use)
        .containsExactlyInAnyOrder(Use.ACTIVE, Use.NEXT);

    keys.useNext();
    assertThat(keys.active().id()).isNotEqualTo(first.id());
    assertThat(keys.all())
        .extracting(KeyPairWithCertificate::use)
        .containsExactlyInAnyOrder(Use.RETIRED, Use.ACTIVE);

    keys.withdrawRetired();
    assertThat(keys.all()).extracting(KeyPairWithCertificate::use).containsExactly(Use.ACTIVE);
  }

  @Test
  void thereIsOneNextAtTheMost() {
    keys.publishNext();
    assertThatThrownBy(keys::publishNext)
        .isInstanceOfSatisfying(
            Conflict.class, e -> assertThat(e.rule()).isEqualTo("samlKey.next"));
  }

  @Test
  void noneIsRetiredWithoutOneThatFollows() {
    keys.active();
    assertThatThrownBy(keys::useNext)
        .isInstanceOfSatisfying(
            Conflict.class, e -> assertThat(e.rule()).isEqualTo("samlKey.noNext"));
  }

  @Test
  void anotherNodesChangeIsSeenSoon() {
    KeyPairWithCertificate first = keys.active();
    SpKeys other = keys();
    other.publishNext();
    other.useNext();
    assertThat(keys.active().id()).isEqualTo(first.id());
    clock.set(clock.instant().plusSeconds(11));
    assertThat(keys.active().id()).isEqualTo(other.active().id());
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
