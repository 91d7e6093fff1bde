package org.gatehouse.core.credential.apikey;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Keys can be told from everything else, by us and by secret scanners. */
class ApiKeyFormatTest {
  private final SecureRandom random = new SecureRandom();

  @ParameterizedTest
  @EnumSource
  void tellsWhatAKeyIsFor(ApiKeyKind kind) {
    assertThat(ApiKeyFormat.kindOf(ApiKeyFormat.make(kind, random))).contains(kind);
  }

  @Property(tries = 300)
  void tellsWhatAKeyIsForWhateverItsBitsAre(@ForAll ApiKeyKind kind, @ForAll long seed) {
    assertThat(ApiKeyFormat.kindOf(ApiKeyFormat.make(kind, new Seeded(seed)))).contains(kind);
  }

  @Property(tries = 500)
  void takesNothingForAKeyThatItDidNotMake(@ForAll String text, @ForAll ApiKeyKind kind) {
    assertThat(ApiKeyFormat.kindOf(text)).isEmpty();
    assertThat(ApiKeyFormat.kindOf(kind.prefix() + text)).isEmpty();
  }

  @RepeatedTest(20)
  void isFoundByOneExpression() {
    assertThat(ApiKeyFormat.make(ApiKeyKind.USER, random))
        .matches("gatehouse_(dev|usr|svc)_[0-9a-z]{57}");
  }

  @Test
  void noticesEveryChangedCharacter() {
    String key = ApiKeyFormat.make(ApiKeyKind.SERVICE, random);

    for (int i = 0; i < key.length(); i++) {
      char other = key.charAt(i) == 'x' ? 'y' : 'x';
      assertThat(ApiKeyFormat.kindOf(key.substring(0, i) + other + key.substring(i + 1))).isEmpty();
    }
  }

  @Test
  void takesNothingElseForAKey() {
    String key = ApiKeyFormat.make(ApiKeyKind.USER, random);

    for (String other :
        new String[] {
          "",
          "gatehouse_usr_",
          key + "0",
          key.substring(1),
          " " + key,
          key.toUpperCase(java.util.Locale.ROOT)
        }) {
      assertThat(ApiKeyFormat.kindOf(other)).isEmpty();
    }
  }

  @Test
  void letsADeveloperKeyStandForNobodysPassword() {
    assertThat(ApiKeys.standsForPassword(ApiKeyFormat.make(ApiKeyKind.DEVELOPER, random)))
        .isFalse();
    assertThat(ApiKeys.standsForPassword(ApiKeyFormat.make(ApiKeyKind.USER, random))).isTrue();
    assertThat(ApiKeys.standsForPassword(ApiKeyFormat.make(ApiKeyKind.SERVICE, random))).isTrue();
  }

  /** Bits that come again when a property fails. */
  private static final class Seeded extends SecureRandom {
    private static final long serialVersionUID = 1L;

    private final Random bits;

    Seeded(long seed) {
      this.bits = new Random(seed);
    }

    @Override
    public void nextBytes(byte[] bytes) {
      bits.nextBytes(bytes);
    }
  }
}
