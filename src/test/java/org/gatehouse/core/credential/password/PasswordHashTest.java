package org.gatehouse.core.credential.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The PHC string format, as the reference implementation of Argon2 writes it. */
class PasswordHashTest {
  private static final String PHC =
      "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4";

  @Test
  void isReadAndWrittenUnchanged() {
    PasswordHash hash = PasswordHash.parse(PHC);

    assertThat(hash.memoryKib()).isEqualTo(256);
    assertThat(hash.iterations()).isEqualTo(2);
    assertThat(hash.parallelism()).isEqualTo(1);
    assertThat(hash.saltBytes()).asString().isEqualTo("somesalt");
    assertThat(hash.hashBytes()).hasSize(32);
    assertThat(hash.format()).isEqualTo(PHC);
  }

  @Test
  void isMadeOfItsParts() {
    assertThat(PasswordHash.of(7_168, 5, 1, new byte[16], new byte[32]).format())
        .isEqualTo("$argon2id$v=19$m=7168,t=5,p=1$" + "A".repeat(22) + "$" + "A".repeat(43));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "secret",
        "$2b$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy",
        "$argon2i$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "$argon2id$v=16$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "$argon2id$v=19$m=99999999,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4"
      })
  void isNothingElse(String text) {
    assertThatThrownBy(() -> PasswordHash.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .doesNotContain("nf65");
  }

  @ParameterizedTest
  @CsvSource({
    "256, 2, 1, false",
    "255, 1, 1, false",
    "257, 2, 1, true",
    "256, 3, 1, true",
    "256, 2, 2, true"
  })
  void isWeakerThanTheSettingsOnceTheyHaveGrown(int memory, int passes, int lanes, boolean weaker) {
    assertThat(PasswordHash.parse(PHC).isWeakerThan(memory, passes, lanes)).isEqualTo(weaker);
  }

  @Test
  void doesNotShow() {
    assertThat(PasswordHash.parse(PHC).toString()).doesNotContain("nf65");
  }
}
