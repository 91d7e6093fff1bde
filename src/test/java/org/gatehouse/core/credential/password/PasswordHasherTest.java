package org.gatehouse.core.credential.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.gatehouse.core.refusal.Busy;
import org.gatehouse.core.settings.Settings;
import org.gatehouse.fixture.Given;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Argon2id as everybody computes it, and no more of it at once than the memory allows. */
class PasswordHasherTest {
  private static final Password PASSWORD = new Password("correct horse battery");
  private static final String TWO_LANES =
      "$argon2id$v=19$m=256,t=2,p=2$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc";
  private static final String LARGE =
      "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
  private static final Settings SMALL =
      Given.settings(
          Map.of(
              "GATEHOUSE_ARGON2_MEMORY", "7168",
              "GATEHOUSE_ARGON2_ITERATIONS", "1",
              "GATEHOUSE_ARGON2_CONCURRENT", "1"));

  private final PasswordHasher hasher = new PasswordHasher(SMALL, new SecureRandom());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        TWO_LANES,
        LARGE
      })
  void agreesWithTheReferenceImplementation(String phc) {
    // From src/test.c of P-H-C/phc-winner-argon2.
    Optional<PasswordHash> hash = Optional.of(PasswordHash.parse(phc));

    assertThat(hasher.matches(new Password("password"), hash)).isTrue();
    assertThat(hasher.matches(new Password("passwore"), hash)).isFalse();
  }

  @Test
  void agreesWithItWhateverTheMemoryHeldBefore() {
    agreesWithTheReferenceImplementation(LARGE);
    agreesWithTheReferenceImplementation(TWO_LANES);
    agreesWithTheReferenceImplementation(LARGE);
  }

  @Test
  void recognisesWhatItHashed() {
    Optional<PasswordHash> hash = Optional.of(PasswordHash.parse(hasher.hash(PASSWORD)));

    assertThat(hash.get().format()).startsWith("$argon2id$v=19$m=7168,t=1,p=1$");
    assertThat(hash.get().saltBytes()).hasSize(16);
    assertThat(hash.get().hashBytes()).hasSize(32);
    assertThat(hasher.matches(PASSWORD, hash)).isTrue();
    assertThat(hasher.matches(new Password("correct horse batterx"), hash)).isFalse();
  }

  @Test
  void computesOneAfterTheOtherInTheSameMemory() {
    String before = hasher.hash(PASSWORD);

    long allocated = allocatedByHashes();
    String hash = hasher.hash(PASSWORD);

    assertThat(allocatedByHashes() - allocated).isLessThan(1 << 20);
    assertThat(List.of(before, hash))
        .allSatisfy(
            phc ->
                assertThat(hasher.matches(PASSWORD, Optional.of(PasswordHash.parse(phc))))
                    .isTrue());
  }

  private static long allocatedByHashes() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    return hashThreads().mapToLong(thread -> threads.getThreadAllocatedBytes(thread.getId())).sum();
  }

  private static Stream<Thread> hashThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("password-hash"));
  }

  @Test
  void leavesTheProcessorToOthers() {
    hasher.hash(PASSWORD);

    assertThat(hashThreads())
        .isNotEmpty()
        .allMatch(thread -> thread.getPriority() == Thread.MIN_PRIORITY && thread.isDaemon());
  }

  @Test
  void saltsEveryHash() {
    assertThat(hasher.hash(PASSWORD)).isNotEqualTo(hasher.hash(PASSWORD));
  }

  @Test
  void knowsNoPasswordOfNobody() {
    assertThat(hasher.matches(PASSWORD, Optional.empty())).isFalse();
    assertThat(hasher.matches(new Password("nobody's"), Optional.empty())).isFalse();
  }

  @Test
  void wantsAHashAgainOnceTheSettingsHaveGrown() {
    PasswordHash hash = PasswordHash.parse(hasher.hash(PASSWORD));
    PasswordHasher grown =
        new PasswordHasher(
            Given.settings(
                Map.of("GATEHOUSE_ARGON2_MEMORY", "7168", "GATEHOUSE_ARGON2_ITERATIONS", "2")),
            new SecureRandom());

    assertThat(hasher.isOutdated(hash)).isFalse();
    assertThat(grown.isOutdated(hash)).isTrue();
    assertThat(grown.matches(PASSWORD, Optional.of(hash))).isTrue();
  }

  @Test
  void refusesWhoeverComesWhenTheQueueIsFull() {
    Gate gate = new Gate();
    PasswordHasher busy = new PasswordHasher(SMALL, gate);
    gate.close();
    List<Thread> threads = new ArrayList<>();
    List<CompletableFuture<String>> hashes = new ArrayList<>();
    // One is computed, sixteen wait.
    for (int i = 0; i < 17; i++) {
      CompletableFuture<String> hash = new CompletableFuture<>();
      Thread thread = new Thread(() -> hash.complete(busy.hash(PASSWORD)));
      thread.setUncaughtExceptionHandler((t, e) -> hash.completeExceptionally(e));
      thread.start();
      threads.add(thread);
      hashes.add(hash);
    }
    awaitWaiting(threads);

    assertThatThrownBy(() -> busy.hash(PASSWORD))
        .isInstanceOfSatisfying(
            Busy.class, e -> assertThat(e.retryAfter()).isEqualTo(Duration.ofSeconds(5)));
    assertThatThrownBy(() -> busy.matches(PASSWORD, Optional.empty())).isInstanceOf(Busy.class);
    assertThatThrownBy(busy::requireRoom).isInstanceOf(Busy.class);

    gate.open();
    assertThat(hashes).allSatisfy(hash -> assertThat(hash.join()).startsWith("$argon2id$"));
    assertThat(busy.hash(PASSWORD)).startsWith("$argon2id$");
    busy.requireRoom();
  }

  @Test
  void importedHashesTakeTheSlotsFromNobody() throws Exception {
    PasswordHasher four =
        new PasswordHasher(
            Given.settings(
                Map.of(
                    "GATEHOUSE_ARGON2_MEMORY", "7168",
                    "GATEHOUSE_ARGON2_ITERATIONS", "1",
                    "GATEHOUSE_ARGON2_CONCURRENT", "4")),
            new SecureRandom());
    CountDownLatch go = new CountDownLatch(1);
    ImportedHash slow =
        new ImportedHash(
            "slow",
            password -> {
              await(go);
              return true;
            });
    // One is computed, sixteen wait.
    List<Thread> threads = new ArrayList<>();
    List<CompletableFuture<Boolean>> answers = new ArrayList<>();
    for (int i = 0; i < 17; i++) {
      CompletableFuture<Boolean> answer = new CompletableFuture<>();
      Thread thread = new Thread(() -> answer.complete(four.matches(PASSWORD, Optional.of(slow))));
      thread.setUncaughtExceptionHandler((t, e) -> answer.completeExceptionally(e));
      thread.start();
      threads.add(thread);
      answers.add(answer);
    }
    awaitWaiting(threads);

    assertThatThrownBy(() -> four.matches(PASSWORD, Optional.of(slow))).isInstanceOf(Busy.class);
    assertThat(four.load().computing()).isEqualTo(1);
    assertThat(four.load().waiting()).isZero();
    four.requireRoom();
    assertThat(four.hash(PASSWORD)).startsWith("$argon2id$");

    go.countDown();
    assertThat(answers).allSatisfy(answer -> assertThat(answer.join()).isTrue());
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void awaitWaiting(List<Thread> threads) {
    while (!threads.stream().allMatch(PasswordHasherTest::isWaiting)) {
      Thread.onSpinWait();
    }
  }

  private static boolean isWaiting(Thread thread) {
    return thread.getState() == Thread.State.WAITING
        || thread.getState() == Thread.State.TIMED_WAITING;
  }

  /** Gives salts only while it is open, and so holds a hash in the middle of its computation. */
  private static final class Gate extends SecureRandom {
    private static final long serialVersionUID = 1L;

    private transient CountDownLatch latch = new CountDownLatch(0);

    void close() {
      latch = new CountDownLatch(1);
    }

    void open() {
      latch.countDown();
    }

    @Override
    public void nextBytes(byte[] bytes) {
      try {
        latch.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      super.nextBytes(bytes);
    }
  }
}
