package org.gatehouse.core.signon;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.provider.ExternalIdentity;
import org.junit.jupiter.api.Test;

/** An answer is the same when its browser comes for it. */
class AnswerTextTest {
  @Test
  void keepsAllThatAProviderSaid() {
    Authenticated answer =
        new Authenticated(
            new ExternalIdentity(
                UUID.randomUUID(),
                "näme \"with\" \u0001 odd \\ characters \uD83D\uDD11",
                Map.of("groups", List.of("staff", "", "a,b"), "http://x/y", List.of()),
                true),
            new ProviderSession(
                "name",
                Optional.of("index"),
                "<saml:NameID/>",
                Optional.of(Instant.parse("2026-11-22T10:00:00.123456Z"))));

    assertThat(AnswerText.read(AnswerText.write(answer))).isEqualTo(answer);
  }

  @Test
  void keepsThatAProviderSaidLittle() {
    ProviderSession session = new ProviderSession("name", Optional.empty(), "", Optional.empty());

    assertThat(AnswerText.readSession(AnswerText.write(session))).isEqualTo(session);
  }

  @Test
  void showsNothingInALog() {
    ExternalIdentity identity =
        new ExternalIdentity(UUID.randomUUID(), "subject", Map.of("mail", List.of("a@b")), false);

    assertThat(
            identity.toString() + new ProviderSession("n", Optional.empty(), "c", Optional.empty()))
        .doesNotContain("subject", "a@b", "n,");
  }
}
