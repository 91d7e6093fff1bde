package org.gatehouse.core.credential.totp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Locale;
import org.bouncycastle.util.encoders.Base32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Time-based one-time passwords as RFC 6238 computes them. */
@Isolated("changes the locale of the process")
class TotpSecretTest {
  /** The secret of RFC 6238, appendix B. */
  private static final TotpSecret RFC =
      TotpSecret.parse(Base32.toBase32String("12345678901234567890".getBytes()));

  private static final Instant NOW = Instant.ofEpochSecond(1111111111);
  private static final long STEP = 1111111111 / 30;

  @ParameterizedTest
  @CsvSource({
    "59, 287082",
    "1111111109, 081804",
    "1111111111, 050471",
    "1234567890, 005924",
    "2000000000, 279037",
    "20000000000, 353130"
  })
  void givesTheLastSixDigitsOfTheTestVectors(long seconds, String code) {
    assertThat(RFC.code(Instant.ofEpochSecond(seconds))).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource({"-1, true", "0, true", "1, true", "-2, false", "2, false"})
  void forgivesAClockThatIsOneStepOff(int steps, boolean accepted) {
    String code = RFC.code(NOW.plusSeconds(30L * steps));

    assertThat(RFC.stepOf(code, NOW).isPresent()).isEqualTo(accepted);
    if (accepted) {
      assertThat(RFC.stepOf(code, NOW)).hasValue(STEP + steps);
    }
  }

  @ParameterizedTest
  @CsvSource({"''", "000000", "50471", "0050471", "05047１", "05047a"})
  void refusesAnythingElse(String code) {
    assertThat(RFC.stepOf(code, NOW)).isEmpty();
  }

  @Test
  void givesTheSameCodeWhereDigitsLookOtherwise() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
    try {
      assertThat(RFC.code(Instant.ofEpochSecond(59))).isEqualTo("287082");
      assertThat(RFC.uri("a", "b")).endsWith("&digits=6&period=30");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void makesEverySecretAnew() {
    TotpSecret one = TotpSecret.random(new SecureRandom());

    assertThat(one.base32()).matches("[A-Z2-7]{32}");
    assertThat(one.base32()).isNotEqualTo(TotpSecret.random(new SecureRandom()).base32());
    assertThat(TotpSecret.parse(one.base32()).code(NOW)).isEqualTo(one.code(NOW));
    assertThat(one.toString()).doesNotContain(one.base32());
  }

  @Test
  void writesTheAddressThatAppsRead() {
    String uri = RFC.uri("Gatehouse", "CorpInc AG / jürgen:&?#");

    assertThat(uri)
        .isEqualTo(
            "otpauth://totp/Gatehouse:CorpInc%20AG%20%2F%20j%C3%BCrgen%3A%26%3F%23"
                + "?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Gatehouse"
                + "&algorithm=SHA1&digits=6&period=30");
    assertThat(URI.create(uri).getPath()).isEqualTo("/Gatehouse:CorpInc AG / jürgen:&?#");
  }
}
