package org.gatehouse.core.credential.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.gatehouse.core.input.InvalidInput;
import org.gatehouse.fixture.Given;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Length and nothing of what everybody knows; no rules about digits (NIST 800-63B-4, 3.1.1.2). */
class PasswordPolicyTest {
  private final PasswordPolicy policy = new PasswordPolicy(Given.settings(Map.of()));

  @ParameterizedTest
  @CsvSource({
    "elevenchars, password.tooShort",
    "'twelve\u0000chars', password.invalid",
    "iamANNikaforever, password.containsName",
    "welcometoCORPINC, password.containsName"
  })
  void namesTheBrokenRule(String typed, String rule) {
    assertThatThrownBy(() -> check(typed))
        .isInstanceOfSatisfying(InvalidInput.class, e -> assertThat(e.rule()).isEqualTo(rule))
        .hasMessageEndingWith(".")
        .message()
        .doesNotContain(typed);
  }

  @Test
  void saysHowLongItMustBe() {
    assertThatThrownBy(() -> check("short"))
        .isInstanceOfSatisfying(
            InvalidInput.class, e -> assertThat(e.arguments()).containsExactly(12));
    assertThatThrownBy(() -> check("x".repeat(257)))
        .isInstanceOfSatisfying(
            InvalidInput.class,
            e -> {
              assertThat(e.rule()).isEqualTo("password.tooLong");
              assertThat(e.arguments()).containsExactly(256);
            });
  }

  @ParameterizedTest
  @CsvSource({
    "twelve chars",
    "correct horse battery staple",
    "пароль пароль",
    "🐟🐟🐟🐟🐟🐟🐟🐟🐟🐟🐟🐟"
  })
  void acceptsAnythingLongEnough(String typed) {
    assertThatCode(() -> check(typed)).doesNotThrowAnyException();
  }

  @Test
  void doesNotMindNamesTooShortToBeGuessed() {
    assertThatCode(() -> policy.check(new Password("a word with al in it"), List.of("al")))
        .doesNotThrowAnyException();
  }

  @Test
  void isAsStrictAsTheOperatorWants() {
    PasswordPolicy strict =
        new PasswordPolicy(Given.settings(Map.of("GATEHOUSE_PASSWORD_MINIMUM", "15")));

    assertThat(strict.minimumLength()).isEqualTo(15);
    assertThatThrownBy(() -> strict.check(new Password("fourteen chars"), List.of()))
        .isInstanceOf(InvalidInput.class);
  }

  private void check(String typed) {
    policy.check(new Password(typed), List.of("annika", "CorpInc"));
  }
}
