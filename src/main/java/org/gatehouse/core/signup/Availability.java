package org.gatehouse.core.signup;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.UUID;
import org.gatehouse.core.input.LimitExceeded;
import org.gatehouse.core.user.Users;
import org.gatehouse.core.workspace.Workspaces;

/**
 * Tells applications which names are free, before they ask for one. That gives away who exists, so
 * an application may ask only so often, and about the users of its own workspace only.
 */
@Singleton
public class Availability {
  private static final int A_MINUTE = 30;
  private static final Duration REMEMBERED = Duration.ofHours(1);
  private static final int MOST = 10_000;

  private final Workspaces workspaces;
  private final Users users;
  private final Cache<UUID, Bucket> buckets =
      Caffeine.newBuilder().expireAfterAccess(REMEMBERED).maximumSize(MOST).build();

  @Inject
  Availability(Workspaces workspaces, Users users) {
    this.workspaces = workspaces;
    this.users = users;
  }

  /**
   * Whether no workspace has this uid or name.
   *
   * @param asker the workspace of the application that asks
   * @throws LimitExceeded if it asks too often
   */
  public boolean isWorkspaceFree(UUID asker, String handle) {
    count(asker);
    return workspaces.named(handle).isEmpty();
  }

  /**
   * Whether nobody in the asker's workspace has this user name.
   *
   * @param asker the workspace of the application that asks
   * @throws LimitExceeded if it asks too often
   */
  public boolean isUserNameFree(UUID asker, String userName) {
    count(asker);
    return users.named(asker, userName).isEmpty();
  }

  private void count(UUID asker) {
    ConsumptionProbe probe =
        buckets.get(asker, unknown -> bucket()).tryConsumeAndReturnRemaining(1);
    if (!probe.isConsumed()) {
      throw new LimitExceeded(Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }
  }

  private static Bucket bucket() {
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(A_MINUTE).refillGreedy(A_MINUTE, Duration.ofMinutes(1)))
        .build();
  }
}
