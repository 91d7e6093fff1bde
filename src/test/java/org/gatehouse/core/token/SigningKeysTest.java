package org.gatehouse.core.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.gatehouse.core.secret.WrongMasterKey;
import org.gatehouse.fixture.MovableClock;
import org.junit.jupiter.api.Test;

/** Keys come and go without anybody noticing: known before they sign, known while a token lives. */
class SigningKeysTest {
  private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");
  private static final Duration ROTATION = Duration.ofDays(90);
  private static final Duration LONGEST_TOKEN = Duration.ofDays(90);

  private final MovableClock clock = new MovableClock(START);
  private final KeysInMemory store = new KeysInMemory();
  private final SigningKeys keys = Tokens.keys(store, 1, clock);

  @Test
  void hasAKeyAtOnceAndKeepsIt() throws Exception {
    keys.rotate();
    String first = signer();
    keys.rotate();

    assertThat(published()).containsExactly(first);
    assertThat(signer()).isEqualTo(first);
  }

  @Test
  void publishesNothingPrivate() throws Exception {
    keys.rotate();
    List<JWK> published = JWKSet.parse(keys.jwks()).getKeys();

    assertThat(published)
        .allSatisfy(key -> assertThat(key.isPrivate()).isFalse())
        .allSatisfy(key -> assertThat(key.getKeyUse()).isEqualTo(KeyUse.SIGNATURE));
    assertThat(published)
        .as("who takes the first one means RSA")
        .extracting(key -> key.getAlgorithm().getName() + " " + key.size())
        .containsExactly("RS256 2048", "ES256 256");
    assertThat(keys.jwks()).doesNotContain("\"d\"").doesNotContain("\"p\"");
  }

  @Test
  void storesNothingReadable() {
    keys.rotate();

    assertThat(store.published(clock.instant()))
        .allSatisfy(key -> assertThat(key.encryptedJwk()).startsWith("v2.").doesNotContain("{"));
  }

  @Test
  void publishesTheNextKeyADayBeforeItSigns() throws Exception {
    keys.rotate();
    String first = signer();

    at(ROTATION.minusDays(1).minusSeconds(1));
    assertThat(published()).containsExactly(first);

    at(ROTATION.minusDays(1).plusSeconds(1));
    assertThat(published()).hasSize(2).startsWith(first);
    assertThat(signer()).isEqualTo(first);

    at(ROTATION.minusSeconds(1));
    assertThat(published()).hasSize(2);
    assertThat(signer()).isEqualTo(first);

    at(ROTATION.plusSeconds(1));
    assertThat(signer()).isEqualTo(published().get(1)).isNotEqualTo(first);
  }

  @Test
  void publishesAnOldKeyUntilItsLongestTokenIsGone() throws Exception {
    keys.rotate();
    String first = signer();
    at(ROTATION.minusHours(1));

    at(ROTATION.plus(LONGEST_TOKEN).minusSeconds(1));
    assertThat(published()).contains(first);
    assertThat(keys.named(first)).isPresent();

    at(ROTATION.plus(LONGEST_TOKEN).plusSeconds(1));
    assertThat(published()).doesNotContain(first);
    assertThat(keys.named(first)).isEmpty();
    assertThat(store.size())
        .isEqualTo(published().size() + published(SigningAlgorithm.ES256).size());
  }

  @Test
  void signsWithNoKeyThatWasNotKnownBefore() throws Exception {
    keys.rotate();
    String before = signer();
    for (int hour = 12; hour < 200 * 24; hour += 12) {
      List<String> known = published();
      at(Duration.ofHours(hour));
      if (!signer().equals(before)) {
        assertThat(known).as("known before it signs, at hour " + hour).contains(signer());
        before = signer();
      }
    }
    assertThat(published()).hasSizeLessThanOrEqualTo(3);
  }

  @Test
  void publishesTheNextInTimeAlsoWhereTwoNodesMadeAFirst() throws Exception {
    // Two nodes that start at the same moment both find no key.
    keys.rotate();
    KeysInMemory ofTheOther = new KeysInMemory();
    Tokens.keys(ofTheOther, 1, clock).rotate();
    ofTheOther.published(clock.instant()).forEach(store::add);

    at(ROTATION.minusHours(23));
    List<String> known = published();
    at(ROTATION.plusSeconds(1));
    assertThat(known).contains(signer());
  }

  @Test
  void makesAKeyWhereNobodyRotatedInTime() {
    keys.rotate();
    String first = signer();
    clock.advance(ROTATION.multipliedBy(5));

    assertThat(signer()).isNotEqualTo(first);
  }

  @Test
  void learnsOfAKeyThatAnotherNodeMade() {
    keys.rotate();
    SigningKeys otherNode = Tokens.keys(store, 1, clock);
    clock.advance(ROTATION.plusSeconds(1));
    otherNode.rotate();
    String kid = otherNode.signer(SigningAlgorithm.RS256).kid();

    assertThat(keys.named(kid)).isPresent();
    assertThat(keys.named("nobody's")).isEmpty();
  }

  @Test
  void doesNotAskTheStoreForEveryTokenOfAStranger() {
    keys.rotate();
    clock.advance(Duration.ofSeconds(6));
    int before = store.reads();
    for (int i = 0; i < 100; i++) {
      assertThat(keys.named("stranger" + i)).isEmpty();
    }

    assertThat(store.reads() - before).isEqualTo(1);
  }

  @Test
  void signsWithANewKeyAtOnceWhereOneIsWithdrawn() throws Exception {
    keys.rotate();
    String first = signer();

    assertThat(keys.withdraw(first)).isTrue();

    assertThat(published()).doesNotContain(first).containsExactly(signer());
    assertThat(keys.named(first)).isEmpty();
    assertThat(keys.withdraw(first)).isFalse();
    assertThat(keys.withdraw("nobody's")).isFalse();
  }

  @Test
  void signsWithTheNextKeyWhereThePresentOneIsWithdrawn() throws Exception {
    keys.rotate();
    at(ROTATION.minusHours(1));
    List<String> both = published();

    keys.withdraw(both.get(0));

    assertThat(signer()).isEqualTo(both.get(1));
  }

  @Test
  void learnsWithinFiveSecondsOfAKeyThatAnotherNodeWithdrew() throws Exception {
    keys.rotate();
    SigningKeys otherNode = Tokens.keys(store, 1, clock);
    String first = otherNode.signer(SigningAlgorithm.RS256).kid();
    keys.withdraw(first);

    clock.advance(Duration.ofSeconds(5));
    assertThat(otherNode.named(first)).isEmpty();
    assertThat(otherNode.signer(SigningAlgorithm.RS256).kid()).isEqualTo(signer());
    assertThat(otherNode.jwks()).isEqualTo(keys.jwks());
  }

  @Test
  void learnsWithinASecondOfAKeyThatAnotherNodeSignsWithSince() {
    keys.rotate();
    SigningKeys otherNode = Tokens.keys(store, 1, clock);
    keys.withdraw(otherNode.signer(SigningAlgorithm.RS256).kid());

    clock.advance(Duration.ofMillis(1_001));
    assertThat(otherNode.named(signer())).isPresent();
  }

  @Test
  void keepsAKeyOfEachAlgorithmWithTheSameManners() throws Exception {
    keys.rotate();
    String first = signer(SigningAlgorithm.ES256);
    at(ROTATION.minusHours(1));
    assertThat(published(SigningAlgorithm.ES256)).hasSize(2).startsWith(first);
    assertThat(signer(SigningAlgorithm.ES256)).isEqualTo(first);

    at(ROTATION.plusSeconds(1));
    assertThat(signer(SigningAlgorithm.ES256))
        .isEqualTo(published(SigningAlgorithm.ES256).get(1))
        .isNotEqualTo(first);
    assertThat(keys.named(first)).isPresent();
    assertThat(keys.published())
        .extracting(SigningKeys.PublishedKey::algorithm)
        .containsExactly(
            SigningAlgorithm.RS256,
            SigningAlgorithm.RS256,
            SigningAlgorithm.ES256,
            SigningAlgorithm.ES256);
  }

  @Test
  void leavesTheKeyOfTheOtherAlgorithmWhereOneIsWithdrawn() throws Exception {
    keys.rotate();
    String curve = signer(SigningAlgorithm.ES256);
    String rsa = signer();

    keys.withdraw(curve);

    assertThat(signer()).isEqualTo(rsa);
    assertThat(published()).containsExactly(rsa);
    assertThat(published(SigningAlgorithm.ES256))
        .doesNotContain(curve)
        .containsExactly(signer(SigningAlgorithm.ES256));
  }

  @Test
  void makesTheKeyThatAnInstallationOfBeforeHasNot() throws Exception {
    keys.rotate();
    String rsa = signer();
    store.remove(signer(SigningAlgorithm.ES256));
    SigningKeys updated = Tokens.keys(store, 1, clock);

    updated.rotate();

    assertThat(store.size()).isEqualTo(2);
    assertThat(updated.signer(SigningAlgorithm.RS256).kid()).isEqualTo(rsa);
    assertThat(updated.signer(SigningAlgorithm.ES256).algorithm())
        .isEqualTo(SigningAlgorithm.ES256);
  }

  @Test
  void refusesToStartWithAnotherMasterKey() {
    keys.rotate();

    assertThatThrownBy(() -> Tokens.keys(store, 2, clock).rotate())
        .isInstanceOf(WrongMasterKey.class);
    assertThat(store.size()).isEqualTo(2);
  }

  private void at(Duration sinceStart) {
    clock.set(START.plus(sinceStart));
    keys.rotate();
  }

  private String signer() {
    return signer(SigningAlgorithm.RS256);
  }

  private String signer(SigningAlgorithm algorithm) {
    return keys.signer(algorithm).kid();
  }

  private List<String> published() throws ParseException {
    return published(SigningAlgorithm.RS256);
  }

  private List<String> published(SigningAlgorithm algorithm) throws ParseException {
    return JWKSet.parse(keys.jwks()).getKeys().stream()
        .filter(key -> algorithm.jws().equals(key.getAlgorithm()))
        .map(JWK::getKeyID)
        .toList();
  }
}
