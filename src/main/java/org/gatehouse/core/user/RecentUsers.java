package org.gatehouse.core.user;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.database.RecentReads;

/**
 * Users as they were a few seconds ago at the most, to be shown to programs that ask with every
 * request. Not for a decision, or a transaction that changes them.
 */
@Singleton
public class RecentUsers {
  private final RecentReads<UUID, Optional<User>> byId;
  private final RecentReads<Named, Optional<User>> byName;

  /**
   * @param users asked when the memory is too old
   */
  @Inject
  public RecentUsers(Users users) {
    this.byId = new RecentReads<>(users::withId);
    this.byName = new RecentReads<>(wanted -> users.named(wanted.workspaceId(), wanted.name()));
  }

  /** {@link Users#withId}, a moment ago. */
  public Optional<User> withId(UUID id) {
    return known(byId, id);
  }

  /** {@link Users#named}, a moment ago. */
  public Optional<User> named(UUID workspaceId, String name) {
    return known(byName, new Named(workspaceId, name));
  }

  /** Whoever isn't there may be added the next moment. */
  private static <K> Optional<User> known(RecentReads<K, Optional<User>> reads, K key) {
    Optional<User> user = reads.get(key);
    if (user.isEmpty()) {
      reads.forget(key);
    }
    return user;
  }

  void forget(@Observes(during = TransactionPhase.AFTER_SUCCESS) UserChanged change) {
    byId.forgetIf(known -> known.getKey().equals(change.userId()));
    byName.forgetIf(
        known -> known.getValue().filter(user -> user.id().equals(change.userId())).isPresent());
  }

  private record Named(UUID workspaceId, String name) {}
}
