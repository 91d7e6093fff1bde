package org.gatehouse.core.credential.password;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What operators tell the JVM about compiling the hash is about the class that computes it. The JVM
 * itself says nothing when there is no such class any more.
 */
class CompileCommandTest {
  @ParameterizedTest
  @ValueSource(strings = {"server-config/payara/jvm.options", "server-config/wildfly/jvm.options"})
  void namesTheClassThatHashes(String file) throws IOException {
    assertThat(Files.readString(Path.of(file)))
        .contains(
            "-XX:CompileCommand=inline," + Argon2BytesGenerator.class.getName() + "::*",
            "-XX:CompileCommand=quiet");
  }

  @Test
  void isStillAboutTheInnermostMethods() {
    assertThat(Arrays.stream(Argon2BytesGenerator.class.getDeclaredMethods()))
        .extracting("name")
        .contains("roundFunction", "G");
  }
}
