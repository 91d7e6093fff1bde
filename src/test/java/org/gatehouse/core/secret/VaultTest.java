package org.gatehouse.core.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.Map;
import java.util.stream.IntStream;
import org.gatehouse.fixture.Given;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the database holds opens only with the master key, for its purpose and its owner. */
class VaultTest {
  private final Vault vault = vault(1);

  @ParameterizedTest
  @ValueSource(strings = {"", "JBSWY3DPEHPK3PXP", "grüße 🐟"})
  void opensWhatItSealed(String secret) {
    assertThat(vault.open("totp", "ann", vault.seal("totp", "ann", secret))).isEqualTo(secret);
    assertThat(vault(1).open("totp", "ann", vault.seal("totp", "ann", secret))).isEqualTo(secret);
  }

  @Test
  void sealsTheSameTwiceInDifferentWays() {
    assertThat(vault.seal("totp", "ann", "secret"))
        .isNotEqualTo(vault.seal("totp", "ann", "secret"))
        .doesNotContain("secret");
  }

  @Test
  void opensForNobodyElse() {
    String sealed = vault.seal("totp", "ann", "secret");

    assertThatThrownBy(() -> vault.open("totp", "bob", sealed)).isInstanceOf(WrongMasterKey.class);
    assertThatThrownBy(() -> vault.open("key", "ann", sealed)).isInstanceOf(WrongMasterKey.class);
    assertThatThrownBy(() -> vault(2).open("totp", "ann", sealed))
        .isInstanceOf(WrongMasterKey.class)
        .hasMessageContaining("GATEHOUSE_MASTER_KEY");
  }

  @Test
  void opensWhatAnotherKeyHasSealedWhileTheKeyIsChanged() {
    Vault changing = changing(2, 1);
    String before = vault.seal("totp", "ann", "secret");
    String firstVersion = before.replaceFirst("v2\\.[0-9a-f]{8}", "v1");

    assertThat(changing.open("totp", "ann", before)).isEqualTo("secret");
    assertThat(changing.open("totp", "ann", firstVersion)).isEqualTo("secret");
    assertThat(vault.open("totp", "ann", firstVersion)).isEqualTo("secret");
    assertThat(vault(2).open("totp", "ann", changing.seal("totp", "ann", "more")))
        .isEqualTo("more");
    assertThatThrownBy(() -> vault(3).open("totp", "ann", firstVersion))
        .isInstanceOf(WrongMasterKey.class);
    assertThatThrownBy(() -> changing.open("totp", "bob", before))
        .isInstanceOf(WrongMasterKey.class);
  }

  /** Two nodes, one of which has changed over already. */
  @Test
  void readsWhatAnotherNodeSealsInTheMiddleOfTheChange() {
    Vault before = changing(1, 2);
    Vault after = changing(2, 1);

    assertThat(after.open("totp", "ann", before.seal("totp", "ann", "one"))).isEqualTo("one");
    assertThat(before.open("totp", "ann", after.seal("totp", "ann", "other"))).isEqualTo("other");
  }

  private static Vault changing(int present, int old) {
    return vault(
        Map.of(
            "GATEHOUSE_MASTER_KEY", Given.masterKey(present),
            "GATEHOUSE_MASTER_KEY_OLD", Given.masterKey(old)));
  }

  @Test
  void noticesEveryChangedCharacter() {
    String sealed = vault.seal("totp", "ann", "secret");

    assertThat(IntStream.range(0, sealed.length()))
        .allSatisfy(
            at -> {
              char other = sealed.charAt(at) == 'A' ? 'g' : 'A';
              String changed = sealed.substring(0, at) + other + sealed.substring(at + 1);
              assertThatThrownBy(() -> vault.open("totp", "ann", changed))
                  .isInstanceOf(WrongMasterKey.class);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "v1.", "v1..", "v1.AAAA", "v1.AAAA.AAAA", "v1.!.!", "v2.AAAA.AAAA", "secret"})
  void refusesWhatWasNeverSealed(String text) {
    assertThatThrownBy(() -> vault.open("totp", "ann", text)).isInstanceOf(WrongMasterKey.class);
  }

  @Test
  void recognisesByAFingerprintOfItsPurposeAndKey() {
    assertThat(vault.fingerprint("form", "nonce"))
        .matches("[0-9a-f]{64}")
        .isEqualTo(vault(1).fingerprint("form", "nonce"))
        .isNotEqualTo(vault.fingerprint("code", "nonce"))
        .isNotEqualTo(vault.fingerprint("form", "other"))
        .isNotEqualTo(vault(2).fingerprint("form", "nonce"));
  }

  private static Vault vault(int masterKey) {
    return vault(Map.of("GATEHOUSE_MASTER_KEY", Given.masterKey(masterKey)));
  }

  private static Vault vault(Map<String, String> settings) {
    SecureRandom random = new SecureRandom();
    return new Vault(new MasterKey(Given.settings(settings), random), random);
  }
}
