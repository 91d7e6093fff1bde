package org.gatehouse.core.limit;

import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.distributed.proxy.ClientSideConfig;
import io.github.bucket4j.distributed.proxy.generic.compare_and_swap.AbstractCompareAndSwapBasedProxyManager;
import io.github.bucket4j.distributed.proxy.generic.compare_and_swap.AsyncCompareAndSwapOperation;
import io.github.bucket4j.distributed.proxy.generic.compare_and_swap.CompareAndSwapOperation;
import io.github.bucket4j.distributed.remote.RemoteBucketState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.gatehouse.core.database.Duplicates;
import org.jspecify.annotations.Nullable;

/**
 * Bucket4j's buckets in our table: read, computed, and written if nobody else has written
 * meanwhile, else computed anew. Its own modules for databases know PostgreSQL but not H2.
 */
final class StoredBuckets extends AbstractCompareAndSwapBasedProxyManager<String> {
  private final RateBuckets rows;
  private final Clock clock;

  StoredBuckets(RateBuckets rows, Clock clock) {
    super(ClientSideConfig.getDefault().withClientClock(new WallClock(clock)));
    this.rows = rows;
    this.clock = clock;
  }

  @Override
  protected CompareAndSwapOperation beginCompareAndSwapOperation(String key) {
    return new CompareAndSwapOperation() {
      @Override
      public Optional<byte[]> getStateData(Optional<Long> timeoutNanos) {
        return rows.state(key).map(Base64.getDecoder()::decode);
      }

      @Override
      public boolean compareAndSwap(
          byte @Nullable [] before,
          byte[] after,
          RemoteBucketState state,
          Optional<Long> timeoutNanos) {
        Base64.Encoder base64 = Base64.getEncoder();
        String text = base64.encodeToString(after);
        Instant full = fullAt(state);
        return before == null
            ? add(key, text, full)
            : rows.replace(key, base64.encodeToString(before), text, full);
      }
    };
  }

  private boolean add(String key, String state, Instant full) {
    return Duplicates.addUnlessThere(
        () -> rows.add(key, state, full), () -> rows.state(key).isPresent());
  }

  private Instant fullAt(RemoteBucketState state) {
    Instant now = clock.instant();
    return now.plus(Duration.ofNanos(state.calculateFullRefillingTime(nanos(now))));
  }

  private static long nanos(Instant instant) {
    return TimeUnit.SECONDS.toNanos(instant.getEpochSecond()) + instant.getNano();
  }

  @Override
  public void removeProxy(String key) {
    throw new UnsupportedOperationException("Buckets are removed when they are full.");
  }

  @Override
  public boolean isAsyncModeSupported() {
    return false;
  }

  @Override
  protected AsyncCompareAndSwapOperation beginAsyncCompareAndSwapOperation(String key) {
    throw new UnsupportedOperationException();
  }

  @Override
  protected CompletableFuture<Void> removeAsync(String key) {
    throw new UnsupportedOperationException();
  }

  /** The time that all nodes share. */
  private record WallClock(Clock clock) implements TimeMeter {
    @Override
    public long currentTimeNanos() {
      return nanos(clock.instant());
    }

    @Override
    public boolean isWallClockBased() {
      return true;
    }
  }
}
