package org.gatehouse.core.credential.password;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.ref.SoftReference;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.gatehouse.core.measure.Durations;
import org.gatehouse.core.refusal.Busy;
import org.gatehouse.core.settings.Settings;
import org.gatehouse.core.settings.Settings.PasswordSettings;

/**
 * Hashes passwords with Argon2id (RFC 9106). Only so many are computed at once, each in memory of
 * its own; a short queue waits, whoever comes later is asked to come back. Threads of low priority
 * compute them, so that a crowd that wants to log in leaves the processor to those who have.
 */
@Singleton
public class PasswordHasher {
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;

  /** Of so many slots one may compute hashes that others have made, which can be dearer. */
  private static final int SLOTS_FOR_AN_IMPORTED = 4;

  private static final Duration IDLE_THREAD = Duration.ofSeconds(10);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  private final PasswordSettings settings;
  private final SecureRandom random;
  private final HashingSlots slots;
  private final HashingSlots importedSlots;
  private final ExecutorService threads;
  private final PasswordHash nobodys;
  private final Durations waits = new Durations();
  private final Durations hashes = new Durations();
  private final LongAdder refused = new LongAdder();

  /**
   * What hashes were computed in, for the next ones: as new memory each time, 19 MiB a login would
   * have the collector at work all the time. Softly, so that a heap that runs short gets it back.
   */
  private final Deque<SoftReference<HashMemory>> idle = new ConcurrentLinkedDeque<>();

  /**
   * @param settings how costly a hash is, and how many at once
   * @param random for salts
   */
  @Inject
  public PasswordHasher(Settings settings, SecureRandom random) {
    this.settings = settings.passwords();
    this.random = random;
    int concurrent = this.settings.concurrent();
    this.slots = new HashingSlots(concurrent, this::busy);
    this.importedSlots =
        new HashingSlots(Math.max(1, concurrent / SLOTS_FOR_AN_IMPORTED), this::busy);
    this.threads = threads(concurrent);
    this.nobodys = PasswordHash.parse(compute(new Password("nobody's")));
  }

  /**
   * A new hash, in PHC format.
   *
   * @throws Busy if too many are being computed
   */
  String hash(Password password) {
    return queued(() -> compute(password));
  }

  /**
   * Whether this is the hash of that password. Without a hash it costs the same and answers false.
   *
   * @throws Busy if too many are being computed
   */
  boolean matches(Password password, Optional<? extends StoredHash> hash) {
    StoredHash expected = hash.isPresent() ? hash.get() : nobodys;
    return expected instanceof PasswordHash ours
        ? queued(() -> isOf(password, ours) && hash.isPresent())
        : queuedAsImported(() -> isImportedOf(password, (ImportedHash) expected));
  }

  /**
   * The same of an imported hash. A wrong password costs ours as well, as a right one does that is
   * hashed anew: neither is answered sooner than for nobody.
   */
  private boolean isImportedOf(Password password, ImportedHash imported) {
    boolean right = imported.matches(password);
    if (!right) {
      var unused = isOf(password, nobodys);
    }
    return right;
  }

  private boolean isOf(Password password, PasswordHash expected) {
    byte[] actual =
        argon2(
            password,
            expected.saltBytes(),
            expected.hashBytes().length,
            expected.memoryKib(),
            expected.iterations(),
            expected.parallelism());
    return MessageDigest.isEqual(expected.hashBytes(), actual);
  }

  /**
   * Refuses whoever would be.
   *
   * @throws Busy if too many are being computed
   */
  void requireRoom() {
    slots.requireRoom();
  }

  private Busy busy() {
    refused.increment();
    return new Busy(RETRY_AFTER);
  }

  /** How busy it is at this moment, and was since the start. */
  public Load load() {
    int computing = slots.computing();
    // Looked at one after the other, they needn't fit.
    int waiting = Math.max(0, slots.taken() - computing);
    return new Load(settings.concurrent(), computing, waiting, refused.sum(), waits, hashes);
  }

  /** Whether the settings have grown since this hash was made, or somebody else made it. */
  boolean isOutdated(StoredHash hash) {
    return !(hash instanceof PasswordHash ours)
        || ours.isWeakerThan(settings.memoryKib(), settings.iterations(), settings.parallelism());
  }

  private String compute(Password password) {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    byte[] hash =
        argon2(
            password,
            salt,
            HASH_BYTES,
            settings.memoryKib(),
            settings.iterations(),
            settings.parallelism());
    return PasswordHash.of(
            settings.memoryKib(), settings.iterations(), settings.parallelism(), salt, hash)
        .format();
  }

  private byte[] argon2(
      Password password, byte[] salt, int length, int memoryKib, int iterations, int parallelism) {
    HashMemory memory = idleMemory();
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(memoryKib)
            .withIterations(iterations)
            .withParallelism(parallelism)
            .withSalt(salt)
            .withBlockPool(memory)
            .build());
    byte[] hash = new byte[length];
    generator.generateBytes(password.utf8(), hash);
    // Only now: after an exception it isn't known to be clear.
    idle.push(new SoftReference<>(memory));
    return hash;
  }

  private HashMemory idleMemory() {
    SoftReference<HashMemory> last = idle.poll();
    HashMemory memory = last == null ? null : last.get();
    if (memory == null) {
      return new HashMemory();
    }
    memory.rewind();
    return memory;
  }

  private <T> T queued(Supplier<T> work) {
    return interruptibly(() -> slots.in(waits::addSince, () -> computed(work)));
  }

  /**
   * In a slot of the few for that first, so that whoever imports dear hashes can take the others
   * from nobody.
   */
  private <T> T queuedAsImported(Supplier<T> work) {
    return interruptibly(
        () -> importedSlots.in(asked -> {}, () -> slots.in(waits::addSince, () -> computed(work))));
  }

  private static <T> T interruptibly(HashingSlots.Work<T> work) {
    try {
      return work.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Busy(RETRY_AFTER);
    }
  }

  private <T> T computed(Supplier<T> work) throws InterruptedException {
    long begun = System.nanoTime();
    try {
      return threads.submit(work::get).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a hash failed", e.getCause());
    } finally {
      hashes.addSince(begun);
    }
  }

  /** A thread that has nothing to do ends, so that none outlives Gatehouse in its server. */
  private static ExecutorService threads(int count) {
    var pool =
        new ThreadPoolExecutor(
            count,
            count,
            IDLE_THREAD.toSeconds(),
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            PasswordHasher::thread);
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  @SuppressWarnings("ThreadPriorityCheck") // Nothing is wrong where a JVM doesn't heed it.
  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "password-hash");
    thread.setDaemon(true);
    thread.setPriority(Thread.MIN_PRIORITY);
    return thread;
  }

  /**
   * How busy it is.
   *
   * @param slots how many hashes are computed at once
   * @param computing how many are being computed
   * @param waiting how many wait for that
   * @param refused how many were asked to come back, as there were too many
   * @param waits how long was waited for a slot
   * @param hashes how long hashes took in theirs
   */
  public record Load(
      int slots, int computing, int waiting, long refused, Durations waits, Durations hashes) {}
}
