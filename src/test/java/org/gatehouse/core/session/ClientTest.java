package org.gatehouse.core.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a client says of itself is shown and stored, so it is cut to what can be. */
class ClientTest {
  @Test
  void keepsWhatIsUsual() {
    Client client = new Client("curl/8.5.0", "2001:db8::1");

    assertThat(client.userAgent()).isEqualTo("curl/8.5.0");
    assertThat(client.address()).isEqualTo("2001:db8::1");
  }

  @Test
  void keepsNothingThatDoesNotPrint() {
    assertThat(new Client("a\r\nb\u0000ü", "").userAgent()).isEqualTo("a??b??");
  }

  @Test
  void keepsAsMuchAsTheDatabaseHolds() {
    Client client =
        new Client(
            "x".repeat(10_000),
            "9".repeat(10_000),
            "d".repeat(10_000),
            Optional.of("c".repeat(10_000)),
            "");

    assertThat(client.userAgent()).hasSize(255);
    assertThat(client.address()).hasSize(64);
    assertThat(client.languages()).hasSize(255);
    assertThat(client.device()).isEmpty();
  }
}
