package org.gatehouse.core.credential.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.refusal.Rule;
import org.gatehouse.core.secret.RandomToken;
import org.gatehouse.fixture.Given;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Length, and nothing that is guessed early; no rules about digits (NIST 800-63B-4, 3.1.1.2). */
class PasswordPolicyTest {
  private static final PasswordPolicy POLICY = policy(Map.of());
  private static final PasswordOwner ANNIKA =
      PasswordOwner.newcomer(
          "annika", "CorpInc AG", "corpinc", "a.lindqvist@corpinc.example", "Annika Lindqvist");

  @ParameterizedTest
  @CsvSource({
    "'', password.tooShort",
    "elevenchars, password.tooShort",
    "'twelve\u0000chars', password.invalid",
    "iamANNikaforever, password.containsName",
    "welcometoCORPINC, password.containsName",
    "administrator, password.common",
    "Administrator, password.common",
    "sonyericsson2024, password.common",
    "MailCreated5240!, password.common",
    "aaaaaaaaaaaaaaaaaaa, password.weak.repeated",
    "zebrazebrazebrazebra, password.weak.repeated",
    "P4$$w0rdP4$$w0rd, password.weak.repeated",
    "98765432109876543, password.weak.sequence",
    "zxcvbnm;lkjhgfdsa, password.weak.keyboard",
    "13.05.1987 a, password.weak.date",
    "dragonmonkey12, password.weak.popular",
    "elizabethtaylor, password.weak.name",
    "a.lindqvist1987, password.weak.personal",
    "P4$$w0rd-2345, password.weak.substituted",
    "tnemnrevog1987, password.weak.reversed",
    "governmental, password.weak.word"
  })
  void namesTheRuleThatHelpsMost(String typed, String rule) {
    assertThat(refusal(typed))
        .hasValueSatisfying(
            refused -> {
              assertThat(refused.rule().key()).isEqualTo(rule);
              assertThat(refused.getMessage()).endsWith(".").startsWith("The password ");
              if (!typed.isEmpty()) {
                assertThat(refused.getMessage()).doesNotContain(typed);
              }
            });
  }

  @Test
  void saysHowLongItMustBe() {
    assertThat(refusal("short").orElseThrow().arguments()).containsExactly(12);
    InvalidInput tooLong = refusal("x".repeat(257)).orElseThrow();
    assertThat(tooLong.rule()).isEqualTo(PasswordRule.TOO_LONG);
    assertThat(tooLong.arguments()).containsExactly(256);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "correct horse battery staple",
        "seven purple umbrellas dancing",
        "another long password",
        "пароль обезьяны",
        "密码是一匹正确的马和电池",
        "🐟🦊🐻🐼🐨🐯🦁🐮🐷🐸🐵🐔",
        "kx7-Qp!mZ2wv"
      })
  void acceptsAnythingHardToGuess(String typed) {
    assertThat(refusal(typed)).isEmpty();
    assertThat(POLICY.judge(new Password(typed), ANNIKA).score()).isGreaterThanOrEqualTo(3);
  }

  @Test
  void doesNotMindNamesTooShortToBeGuessed() {
    PasswordOwner al = PasswordOwner.newcomer("al", "X", "xyz", "al@x.example", "Al");

    assertThatCode(() -> POLICY.check(new Password("a strange word with al in it"), al))
        .doesNotThrowAnyException();
  }

  @Test
  void knowsWhatIsKnownOfThePerson() {
    Password made = new Password("lindqvist1987");

    assertThat(POLICY.judge(made, ANNIKA).score())
        .isLessThan(POLICY.judge(made, PasswordOwner.NOBODY).score());
  }

  @Test
  void isAsStrictAsTheOperatorWants() {
    PasswordPolicy strict = policy(Map.of("GATEHOUSE_PASSWORD_MINIMUM", "18"));

    assertThat(strict.minimumLength(false)).isEqualTo(18);
    assertThat(strict.minimumLength(true)).isEqualTo(18);
    assertThatThrownBy(() -> strict.check(new Password("seventeen-plaice!"), ANNIKA))
        .isInstanceOf(InvalidInput.class);
  }

  @Test
  void isAsStrictAsTheWorkspaceWants() {
    Password twelve = new Password("plaice umbre");

    assertThatCode(() -> POLICY.check(twelve, ANNIKA.atLeast(8))).doesNotThrowAnyException();
    assertThatThrownBy(() -> POLICY.check(twelve, ANNIKA.atLeast(13).with(true)))
        .isInstanceOfSatisfying(
            InvalidInput.class, refused -> assertThat(refused.arguments()).containsExactly(13));
  }

  @Test
  void canAskForMoreWhereThePasswordStandsAlone() {
    PasswordPolicy policy = policy(Map.of("GATEHOUSE_PASSWORD_MINIMUM_WITHOUT_2FA", "15"));
    Password fourteen = new Password("plaice umbrell");
    PasswordOwner withPhone = PasswordOwner.NOBODY.with(true);

    assertThatCode(() -> policy.check(fourteen, withPhone)).doesNotThrowAnyException();
    assertThatThrownBy(() -> policy.check(fourteen, ANNIKA))
        .isInstanceOfSatisfying(
            InvalidInput.class, refused -> assertThat(refused.arguments()).containsExactly(15));
    assertThatThrownBy(() -> policy.checkAlone(fourteen))
        .isInstanceOfSatisfying(
            InvalidInput.class,
            refused -> assertThat(refused.rule()).isEqualTo(PasswordRule.TOO_SHORT_ALONE))
        .hasMessageContaining("Change the password first");
    assertThatCode(() -> policy.checkAlone(new Password("plaice umbrella")))
        .doesNotThrowAnyException();
  }

  @Test
  void acceptsWhatWeMakeOurselves() {
    var random = new RandomToken(new SecureRandom());

    for (int i = 0; i < 100; i++) {
      assertThat(refusal(random.readable(4))).isEmpty();
    }
  }

  @Property
  void countsCharactersAndNotBytes(@ForAll @IntRange(min = 0x1F300, max = 0x1F5FF) int fish) {
    String eleven = Character.toString(fish).repeat(11);

    assertThat(refusal(eleven).orElseThrow().rule()).isEqualTo(PasswordRule.TOO_SHORT);
    assertThat(refusal(eleven + Character.toString(fish)).orElseThrow().rule())
        .isEqualTo(PasswordRule.WEAK_REPEATED);
  }

  @Property
  void judgesWhateverIsTyped(@ForAll @StringLength(max = 300) String typed) {
    PasswordJudgement judgement = POLICY.judge(new Password(typed), ANNIKA);

    assertThat(judgement.score()).isBetween(0, 4);
    assertThat(judgement.score() < 3).isEqualTo(judgement.refusal().isPresent());
  }

  @Property
  void doesNotMindHowAKeyboardComposesLetters(@ForAll @StringLength(max = 40) String typed) {
    String decomposed = Normalizer.normalize(typed, Normalizer.Form.NFKD);

    assertThat(rule(decomposed)).isEqualTo(rule(Normalizer.normalize(typed, Normalizer.Form.NFKC)));
  }

  @Property
  void doesNotMindTheCaseOfNames(
      @ForAll @StringLength(max = 20) @CharRange(from = 'a', to = 'z') String before,
      @ForAll @StringLength(max = 20) @CharRange(from = 'a', to = 'z') String after) {
    assertThat(refusal(before + "CoRpInC" + after + " and more"))
        .hasValueSatisfying(
            refused -> assertThat(refused.rule()).isEqualTo(PasswordRule.CONTAINS_NAME));
  }

  /** What zxcvbn alone would need half a minute for, each time. */
  @Property(tries = 100)
  void isNotKeptBusyByWhatWasMadeForIt(
      @ForAll @StringLength(value = 256) @Chars({'4', '@', '8', '(', '{', '[', '<', '3', '6', '9'})
          String some,
      @ForAll @StringLength(value = 256) @Chars({'1', '!', '|', '7', '0', '$', '5', '+', '%', '2'})
          String others) {
    StringBuilder mixed = new StringBuilder();
    for (int i = 0; i < 128; i++) {
      mixed.append(some.charAt(i)).append(others.charAt(i));
    }

    assertThat(POLICY.judge(new Password(mixed.toString()), ANNIKA).score()).isBetween(0, 4);
  }

  @Example
  void readsSignsAsLettersAlsoWhereThereAreManyWaysTo() {
    String disguised = "p4$5w0rd1!|7".repeat(4);

    assertThat(Guessing.readings(disguised)).isGreaterThan(100);
    assertThat(rule(disguised)).contains(PasswordRule.WEAK_REPEATED);
  }

  @Example
  void looksAtTheBeginningOfALongPassword() {
    assertThat(rule("a".repeat(200) + "correct horse battery staple"))
        .contains(PasswordRule.WEAK_REPEATED);
    assertThat(rule("x" + "🐟".repeat(255))).as("cut within a character").isNotEmpty();
  }

  @Example
  void hasAListOfSomeSize() {
    var common = new CommonPasswords();

    assertThat(common.size()).isGreaterThan(80_000);
    assertThat(common.contains("sonyericsson")).isTrue();
    assertThat(common.contains("sonyericsson20245")).as("five digits are a choice").isFalse();
    assertThat(common.contains("sonyericssonabcd")).isFalse();
    assertThat(common.contains("")).isFalse();
  }

  private static Optional<InvalidInput> refusal(String typed) {
    return POLICY.judge(new Password(typed), ANNIKA).refusal();
  }

  private static Optional<Rule> rule(String typed) {
    return refusal(typed).map(InvalidInput::rule);
  }

  private static PasswordPolicy policy(Map<String, String> environment) {
    return new PasswordPolicy(Given.settings(environment));
  }
}
