package org.gatehouse.core.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.Base64;
import org.gatehouse.core.refusal.InvalidInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets and signatures are those of Standard Webhooks. */
class WebhookSecretTest {
  /** The example that its libraries are tested with. */
  @Test
  void signsAsTheStandardDoes() {
    assertThat(
            new WebhookSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
                .sign("msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, "{\"test\": 2432232314}"))
        .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @Test
  void isMadeOfRandomBytesAndHidden() {
    SecureRandom random = new SecureRandom();
    WebhookSecret made = WebhookSecret.make(random);
    assertThat(made.text()).matches("whsec_[A-Za-z0-9+/]{43}=");
    assertThat(made).isNotEqualTo(WebhookSecret.make(random));
    assertThat(made.toString()).doesNotContain(made.text());
  }

  @Test
  void hasFrom24To64Bytes() {
    for (int length : new int[] {24, 25, 26, 64}) {
      String text = "whsec_" + Base64.getEncoder().encodeToString(new byte[length]);
      assertThat(new WebhookSecret(text).text()).isEqualTo(text);
    }
    for (int length : new int[] {23, 65}) {
      String text = "whsec_" + Base64.getEncoder().encodeToString(new byte[length]);
      assertThatThrownBy(() -> new WebhookSecret(text)).isInstanceOf(InvalidInput.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "whsec_",
        "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaS",
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLa-_",
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\n",
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw=="
      })
  void isNothingElse(String text) {
    assertThatThrownBy(() -> new WebhookSecret(text)).isInstanceOf(InvalidInput.class);
  }
}
