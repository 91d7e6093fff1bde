package org.gatehouse.core.credential.passkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.gatehouse.fixture.Given;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The test vectors of Web Authentication Level 3 (16), as far as we let their passkeys in. */
class SpecificationVectorsTest {
  private static final Properties VECTORS = new Properties();

  private final RelyingParty site = at("https://example.org");

  private static RelyingParty at(String url) {
    return new RelyingParty(Given.settings(Map.of("GATEHOUSE_PUBLIC_URL", url)));
  }

  @BeforeAll
  static void read() throws IOException {
    try (InputStream file =
        SpecificationVectorsTest.class.getResourceAsStream("/webauthn-vectors.properties")) {
      VECTORS.load(file);
    }
  }

  /** A value of a vector, or of a hexadecimal one that isn't in the file. */
  private static String value(String name) {
    return RelyingParty.text(HexFormat.of().parseHex(VECTORS.getProperty(name)));
  }

  private static String made(String vector) {
    return answer(
        vector,
        Json.createObjectBuilder()
            .add("attestationObject", value(vector + ".ao"))
            .add("clientDataJSON", value(vector + ".cd")));
  }

  private static String shown(String vector) {
    return answer(
        vector,
        Json.createObjectBuilder()
            .add("authenticatorData", value(vector + ".ad"))
            .add("clientDataJSON", value(vector + ".acd"))
            .add("signature", value(vector + ".sig")));
  }

  private static String answer(String vector, JsonObjectBuilder response) {
    return Json.createObjectBuilder()
        .add("id", value(vector + ".id"))
        .add("rawId", value(vector + ".id"))
        .add("type", "public-key")
        .add("response", response)
        .add("clientExtensionResults", Json.createObjectBuilder())
        .build()
        .toString();
  }

  private NewPasskey register(String vector) {
    return site.verify(site.readMade(made(vector)));
  }

  private static Passkey passkey(NewPasskey made) {
    return new Passkey(UUID.randomUUID(), made, new PasskeyName("Vector"), Instant.EPOCH);
  }

  @Test
  void registersAndAuthenticatesWithAttestationThatNobodyAskedFor() {
    NewPasskey made = register("packed");
    assertThat(made.credentialId()).isEqualTo(value("packed.id"));
    assertThat(made.signCount()).isZero();
    assertThat(made.backupEligible()).isTrue();
    assertThat(made.backedUp()).isFalse();

    site.verify(site.readShown(shown("packed")), passkey(made));
  }

  @Test
  void refusesWhereTheUserIsNotVerified() {
    assertThatThrownBy(() -> register("none")).hasMessage("user-not-verified");
    NewPasskey made = register("self");
    assertThat(made.backedUp()).isTrue();
    assertThatThrownBy(() -> site.verify(site.readShown(shown("self")), passkey(made)))
        .hasMessage("user-not-verified");
  }

  @Test
  void refusesThemElsewhere() {
    RelyingParty elsewhere = at("https://example.com");
    assertThatThrownBy(() -> elsewhere.verify(elsewhere.readMade(made("packed"))))
        .hasMessage("wrong-origin");
  }

  @Test
  void isCalledAsBrowsersCallIt() {
    RelyingParty typed = at("https://Login.Example.com:443");
    assertThat(typed.id()).isEqualTo("login.example.com");
    assertThat(typed.origins()).containsExactly("https://login.example.com");
    assertThat(at("http://localhost:8081").origins()).containsExactly("http://localhost:8081");
  }

  @Test
  void refusesThePasskeyOfAnother() {
    Passkey other = passkey(register("self"));
    assertThatThrownBy(() -> site.verify(site.readShown(shown("packed")), other))
        .hasMessage("wrong-signature");
  }
}
