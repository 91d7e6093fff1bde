package org.gatehouse.core.administration;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.gatehouse.core.database.Transactions;
import org.gatehouse.core.user.NextUsers;

/**
 * Sees to users one by one, each in a transaction of its own: what fails for one is done for the
 * others, and tried again in an hour.
 */
@Singleton
class EachUser {
  private static final Logger LOG = System.getLogger(EachUser.class.getName());
  private static final int AT_ONCE = 500;

  private final Transactions transactions;

  @Inject
  EachUser(Transactions transactions) {
    this.transactions = transactions;
  }

  /**
   * Does it for all.
   *
   * @param find those who come next
   * @param work what is done with one, who has to be locked and looked at again: somebody else may
   *     have been faster
   */
  void attend(Function<NextUsers, List<UUID>> find, Consumer<UUID> work) {
    Optional<UUID> after = Optional.empty();
    do {
      List<UUID> some = find.apply(new NextUsers(after, AT_ONCE));
      some.forEach(id -> attend(id, work));
      after = some.isEmpty() ? Optional.empty() : Optional.of(some.get(some.size() - 1));
    } while (after.isPresent());
  }

  private void attend(UUID id, Consumer<UUID> work) {
    try {
      transactions.run(() -> work.accept(id));
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "The account " + id + " can't be seen to now", e);
    }
  }
}
