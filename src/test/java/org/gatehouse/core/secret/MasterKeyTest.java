package org.gatehouse.core.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.gatehouse.core.settings.InvalidSettings;
import org.gatehouse.fixture.Given;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The key all stored secrets hang on: made once, kept from others, never guessed at. */
class MasterKeyTest {
  @TempDir private Path data;

  @Test
  void isTheOneOfTheEnvironment() {
    MasterKey key =
        new MasterKey(
            Given.settings(Map.of("GATEHOUSE_MASTER_KEY", Given.masterKey(7))), new SecureRandom());

    assertThat(key.bytes()).hasSize(32).startsWith(7);
    assertThat(key.toString()).isEqualTo("MasterKey[hidden]");
  }

  @Test
  void isMadeAtTheFirstStartAndReadAtTheNext() {
    assertThat(fromFile().bytes()).hasSize(32).isEqualTo(fromFile().bytes());
    assertThat(files()).containsExactly("master.key");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void isForItsOwnerOnly() throws Exception {
    fromFile();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keyFile())))
        .isEqualTo("rw-------");
  }

  @Test
  void isOneForAllWhoStartAtOnce() throws Exception {
    int starts = 16;
    CountDownLatch all = new CountDownLatch(starts);
    ExecutorService executor = Executors.newFixedThreadPool(starts);
    try {
      List<Future<byte[]>> keys =
          Stream.generate(
                  () ->
                      executor.submit(
                          () -> {
                            all.countDown();
                            all.await();
                            return fromFile().bytes();
                          }))
              .limit(starts)
              .toList();
      byte[] kept = keys.get(0).get();
      assertThat(keys).allSatisfy(key -> assertThat(key.get()).isEqualTo(kept));
    } finally {
      executor.shutdownNow();
    }
    assertThat(files()).containsExactly("master.key");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "secret", "AAAA", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
  void isNothingElseThan32Bytes(String content) throws Exception {
    Files.writeString(keyFile(), content);

    assertThatThrownBy(this::fromFile)
        .isInstanceOf(InvalidSettings.class)
        .hasMessageContaining(keyFile() + " must hold 32 bytes in Base64")
        .hasMessageEndingWith(".");
    assertThat(keyFile()).hasContent(content);
  }

  private MasterKey fromFile() {
    return new MasterKey(Given.settings(data), new SecureRandom());
  }

  private Path keyFile() {
    return data.resolve("master.key");
  }

  private List<String> files() {
    return List.of(data.toFile().list());
  }
}
