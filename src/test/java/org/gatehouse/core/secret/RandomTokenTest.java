package org.gatehouse.core.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Texts nobody can guess. */
class RandomTokenTest {
  private final RandomToken random = new RandomToken(new SecureRandom());

  @Test
  void has256BitsInTheUrlAlphabet() {
    assertThat(random.next()).matches("[A-Za-z0-9_-]{43}");
    assertThat(Stream.generate(random::next).limit(1_000).distinct()).hasSize(1_000);
  }

  @Test
  void canBeReadAloud() {
    assertThat(Stream.generate(() -> random.readable(4)).limit(1_000))
        .allMatch(text -> text.matches("[2-9a-hjkmnp-z]{4}(-[2-9a-hjkmnp-z]{4}){3}"));
  }

  @Test
  void isKnownByItsSha256() {
    assertThat(RandomToken.hash("abc"))
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }
}
