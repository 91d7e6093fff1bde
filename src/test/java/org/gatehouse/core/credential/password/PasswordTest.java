package org.gatehouse.core.credential.password;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A password is what a person means, however the keyboard writes it. */
class PasswordTest {
  @Test
  void isTheSameHoweverItsLettersAreComposed() {
    assertThat(new Password("Mu\u0308ller")).isEqualTo(new Password("Müller"));
    assertThat(new Password("ﬁsh")).isEqualTo(new Password("fish"));
  }

  @Test
  void keepsSpacesAndCase() {
    assertThat(new Password(" Fish ")).isNotEqualTo(new Password("fish"));
  }

  @Test
  void countsCharactersNotUnits() {
    Password longest = new Password("\uD83D\uDC1F".repeat(256));

    assertThat(longest.isTooLong()).isFalse();
    assertThat(longest.length()).isEqualTo(256);
    assertThat(new Password("\uD83D\uDC1F".repeat(257)).isTooLong()).isTrue();
    assertThat(new Password("x".repeat(257)).isTooLong()).isTrue();
  }

  @Test
  void isNobodysWhenTooLongAlsoByGrowing() {
    assertThat(new Password("\uFDFA".repeat(256)).isTooLong()).isTrue();
    assertThat(new Password("x".repeat(10_000_000)).utf8()).hasSize(1);
  }

  @Test
  void doesNotShow() {
    assertThat(new Password("fish").toString()).doesNotContain("fish");
  }
}
