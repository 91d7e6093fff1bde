package org.gatehouse.federation.saml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.gatehouse.federation.saml.key.KeyPairWithCertificate;
import org.gatehouse.federation.saml.key.KeyPairWithCertificate.Use;
import org.junit.jupiter.api.Test;

/** Our metadata is signed when something about it is new, and not each time somebody asks. */
class OwnMetadataTest {
  private final ServiceProvider self = ServiceProvider.of("https://gatehouse.example", "corpinc");
  private final KeyPairWithCertificate first = key(Use.ACTIVE);
  private final OwnMetadata metadata = new OwnMetadata();

  private static KeyPairWithCertificate key(Use use) {
    FakeIdp.Key key = FakeIdp.Key.make();
    return new KeyPairWithCertificate(
        UUID.randomUUID(), use, key.certificate(), key.pair().getPrivate());
  }

  @Test
  void isSignedOnce() {
    String once = metadata.of(self, List.of(first));
    assertThat(metadata.of(self, List.of(first))).isSameAs(once);
    assertThat(FakeIdp.isSigned(once, first.certificate())).isTrue();
  }

  @Test
  void isSignedAnewForOtherKeysAndWorkspaces() {
    String once = metadata.of(self, List.of(first));
    KeyPairWithCertificate next = key(Use.NEXT);
    assertThat(metadata.of(self, List.of(first, next))).isNotEqualTo(once);
    KeyPairWithCertificate retired =
        new KeyPairWithCertificate(
            first.id(), Use.RETIRED, first.certificate(), first.privateKey());
    KeyPairWithCertificate active =
        new KeyPairWithCertificate(next.id(), Use.ACTIVE, next.certificate(), next.privateKey());
    String later = metadata.of(self, List.of(retired, active));
    assertThat(later).isNotEqualTo(once);
    assertThat(FakeIdp.isSigned(later, next.certificate())).isTrue();
    assertThat(
            metadata.of(ServiceProvider.of("https://gatehouse.example", "other"), List.of(first)))
        .contains("workspace=other");
  }
}
