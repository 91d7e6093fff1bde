package org.gatehouse.core.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.gatehouse.core.input.InvalidInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses that mail can be written to. */
class EmailAddressTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ann@example.com",
        "ann.lee+gatehouse@mail.example.co.uk",
        "o'hara@example.com",
        "ann@localhost",
        "jürgen@müller.example",
        "ann@xn--mller-kva.example"
      })
  void acceptsWhatMailSystemsDo(String typed) {
    assertThat(new EmailAddress(typed).value()).isEqualTo(typed);
  }

  @Test
  void dropsSurroundingSpaces() {
    assertThat(new EmailAddress(" ann@example.com\n").value()).isEqualTo("ann@example.com");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ann",
        "@example.com",
        "ann@",
        "ann@@example.com",
        "ann@b@example.com",
        "ann lee@example.com",
        "ann@exam ple.com",
        "ann@example..com",
        "ann@.example.com",
        "ann@example.com.",
        "ann@-example.com",
        "ann@m²example.com",
        ".ann@example.com",
        "ann.@example.com",
        "ann..lee@example.com",
        "ann@example.com, bob@example.com",
        "ann@example.com;bob@example.com",
        "Ann <ann@example.com>",
        "ann@example.com\r\nBcc: bob@example.com",
        "ann\u0000@example.com",
        "ann\u202E@example.com",
        "ann@[127.0.0.1]"
      })
  void refusesWhatWouldReachSomebodyElseOrNobody(String typed) {
    assertThatThrownBy(() -> new EmailAddress(typed))
        .isInstanceOfSatisfying(
            InvalidInput.class, e -> assertThat(e.rule()).isEqualTo("email.invalid"));
  }

  @Test
  void keepsToTheSizesOfSmtp() {
    String domain = "@" + "a.".repeat(94) + "a";
    assertThat(new EmailAddress("x".repeat(64) + domain).value()).hasSize(254);
    assertThatThrownBy(() -> new EmailAddress("x".repeat(65) + "@example.com"))
        .isInstanceOf(InvalidInput.class);
    assertThatThrownBy(() -> new EmailAddress("x".repeat(64) + domain + "a"))
        .isInstanceOf(InvalidInput.class);
  }

  @Test
  void isTheSameInAnyCaseOfLettersThatEverybodyAgreesOn() {
    assertThat(new EmailAddress("Ann.LEE@Example.COM").key()).isEqualTo("ann.lee@example.com");
    assertThat(new EmailAddress("\u0130\u00c4@example.com").key())
        .isEqualTo("\u0130\u00c4@example.com");
  }
}
