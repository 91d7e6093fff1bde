package org.gatehouse.federation.saml.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.gatehouse.core.refusal.Conflict;
import org.gatehouse.federation.saml.key.KeyPairWithCertificate.Use;
import org.gatehouse.fixture.AtOnce;
import org.gatehouse.fixture.MovableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The keys of the service provider change with an overlap. */
class SpKeysTest {
  private final MovableClock clock = new MovableClock(Instant.parse("2026-03-01T12:00:00Z"));
  private final GivenSpKeys given = new GivenSpKeys();
  private final SpKeys keys = keys();

  @AfterEach
  void close() {
    given.close();
  }

  private SpKeys keys() {
    return given.keys(clock);
  }

  @Test
  void theFirstOneIsMadeAtTheFirstUse() {
    KeyPairWithCertificate key = keys.active();
    assertThat(key.certificate().getSigAlgName()).isEqualTo("SHA256withRSA");
    assertThat(((RSAPublicKey) key.certificate().getPublicKey()).getModulus().bitLength())
        .isGreaterThanOrEqualTo(2048);
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
    String sealed = given.rows().get(0).sealedKey();
    assertThat(sealed).startsWith("v2.");
    // How keys begin; three letters stand somewhere in every sixtieth sealed text.
    assertThat(sealed.split("\\.")).noneMatch(part -> part.startsWith("MII"));
  }

  @Test
  void ofTwoNodesOneMakesIt() {
    List<KeyPairWithCertificate> made =
        AtOnce.call(List.of(() -> keys().active(), () -> keys().active()));
    assertThat(made.get(0).id()).isEqualTo(made.get(1).id());
    assertThat(given.rows()).hasSize(1);
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
            Conflict.class, e -> assertThat(e.rule()).isEqualTo(SpKeyRule.NEXT_EXISTS));
  }

  @Test
  void noneIsRetiredWithoutOneThatFollows() {
    keys.active();
    assertThatThrownBy(keys::useNext)
        .isInstanceOfSatisfying(
            Conflict.class, e -> assertThat(e.rule()).isEqualTo(SpKeyRule.NO_NEXT));
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
}
