package org.gatehouse.core.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gatehouse.fixture.Given;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each secret can be in a file, as containers and systemd hand them over. */
class SecretFilesTest {
  @TempDir private Path folder;
  private final Map<String, String> environment = new HashMap<>();
  private final List<String> warnings = new ArrayList<>();

  @Test
  void readsEachSecretFromAFile() throws Exception {
    environment.put("GATEHOUSE_SMTP_HOST", "smtp.example.com");
    environment.put("GATEHOUSE_SMTP_USER", "login");
    environment.put("GATEHOUSE_BOOTSTRAP_WORKSPACE", "CorpInc AG");
    environment.put("GATEHOUSE_BOOTSTRAP_USER", "ann");
    environment.put("GATEHOUSE_BOOTSTRAP_EMAIL", "ann@example.com");
    put("GATEHOUSE_DB_PASSWORD", "of the database");
    put("GATEHOUSE_MASTER_KEY", Given.masterKey(1));
    put("GATEHOUSE_MASTER_KEY_OLD", Given.masterKey(2));
    put("GATEHOUSE_SMTP_PASSWORD", "of the mail server ${x} ä");
    put("GATEHOUSE_BOOTSTRAP_PASSWORD", "an initial password");

    Settings settings = read();

    assertThat(settings.database().account().password()).isEqualTo("of the database");
    assertThat(settings.masterKey().present()).contains(Given.masterKey(1));
    assertThat(settings.masterKey().old()).contains(Given.masterKey(2));
    assertThat(settings.mail().server().orElseThrow().account().orElseThrow().password())
        .isEqualTo("of the mail server ${x} ä");
    assertThat(settings.signUp().bootstrap().orElseThrow().password())
        .isEqualTo("an initial password");
    assertThat(warnings).isEmpty();
    assertThat(settings.toString()).doesNotContain(Given.masterKey(1), "of the database");
  }

  @ParameterizedTest
  @ValueSource(strings = {"secret", "secret\n", "secret\r\n"})
  void leavesTheEndOfTheLineOut(String text) throws Exception {
    write("GATEHOUSE_DB_PASSWORD", text);

    assertThat(read().database().account().password()).isEqualTo("secret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "  \n", "one\ntwo", "one\n\n", "nul\u0000"})
  void refusesWhatIsNoLine(String text) throws Exception {
    write("GATEHOUSE_DB_PASSWORD", text);

    refuses("GATEHOUSE_DB_PASSWORD_FILE: ", "must hold one line that isn't empty");
  }

  @Test
  void refusesWhatIsTooLongOrNoText() throws Exception {
    write("GATEHOUSE_DB_PASSWORD", "x".repeat(4_097));
    refuses("of up to 4096 bytes");

    Files.write(folder.resolve("GATEHOUSE_DB_PASSWORD"), new byte[] {(byte) 0xe4, 'x'});
    refuses("must be text in UTF-8");
  }

  @Test
  void refusesBothAtOnce() throws Exception {
    put("GATEHOUSE_DB_PASSWORD", "one");
    environment.put("GATEHOUSE_DB_PASSWORD", "other");

    refuses("GATEHOUSE_DB_PASSWORD and GATEHOUSE_DB_PASSWORD_FILE must not both be set.");
  }

  @Test
  void refusesAFileThatIsNotThere() {
    environment.put("GATEHOUSE_MASTER_KEY_FILE", folder.resolve("missing").toString());
    refuses("GATEHOUSE_MASTER_KEY_FILE must be a file that is there, not");

    environment.put("GATEHOUSE_MASTER_KEY_FILE", folder.toString());
    refuses("GATEHOUSE_MASTER_KEY_FILE must be a file that is there, not");
  }

  @Test
  void refusesAWrongKeyInAFileWithoutShowingIt() throws Exception {
    put("GATEHOUSE_MASTER_KEY", "not-a-key");

    assertThatThrownBy(this::read)
        .hasMessageContaining("GATEHOUSE_MASTER_KEY must hold 32 bytes in Base64")
        .hasMessageNotContaining("not-a-key");
  }

  @Test
  void warnsOfAFileThatEverybodyMayRead() throws Exception {
    put("GATEHOUSE_DB_PASSWORD", "secret");
    Path file = folder.resolve("GATEHOUSE_DB_PASSWORD");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));

    assertThat(read().database().account().password()).isEqualTo("secret");
    assertThat(warnings)
        .singleElement()
        .asString()
        .startsWith("GATEHOUSE_DB_PASSWORD_FILE: everybody on this machine may read " + file);
  }

  @Test
  void warnsOfAKeyOfSyslogThatEverybodyMayRead() throws Exception {
    Path key = Files.createFile(folder.resolve("logs.key"));
    environment.put("GATEHOUSE_SYSLOG_SERVER", "logs.example.com");
    environment.put("GATEHOUSE_SYSLOG_CERTIFICATE", key.toString());
    environment.put("GATEHOUSE_SYSLOG_KEY", key.toString());
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("r--------"));
    read();
    assertThat(warnings).isEmpty();

    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("r--r--r--"));
    read();
    assertThat(warnings)
        .singleElement()
        .asString()
        .startsWith("GATEHOUSE_SYSLOG_KEY: everybody on this machine may read " + key);
  }

  private void put(String name, String secret) throws IOException {
    write(name, secret + "\n");
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(file, text, StandardCharsets.UTF_8);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));
    environment.put(name + "_FILE", file.toString());
  }

  private Settings read() {
    return SettingsReader.read(name -> Optional.ofNullable(environment.get(name)), warnings::add);
  }

  private void refuses(String... parts) {
    assertThatThrownBy(this::read)
        .isInstanceOf(InvalidSettings.class)
        .hasMessageContainingAll(parts);
  }
}
