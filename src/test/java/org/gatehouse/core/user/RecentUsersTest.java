package org.gatehouse.core.user;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.event.Event;
import java.util.Optional;
import org.gatehouse.fixture.CoreTest;
import org.gatehouse.fixture.CoreTransactions;
import org.gatehouse.fixture.CoreWorkspace;
import org.junit.jupiter.api.Test;

/** What is shown of users without asking the database each time. */
@CoreTest
class RecentUsersTest {
  private final RecentUsers recent;
  private final Event<UserChanged> changes;
  private final CoreTransactions transactions;
  private final CoreWorkspace works;

  RecentUsersTest(
      RecentUsers recent,
      Event<UserChanged> changes,
      CoreTransactions transactions,
      CoreWorkspace works) {
    this.recent = recent;
    this.changes = changes;
    this.transactions = transactions;
    this.works = works;
  }

  @Test
  void remembersForAMomentWhatAnotherNodeChanges() {
    works.add("bob");
    assertThat(shown("bob")).contains("bob");

    // Nobody tells this node.
    works.change("bob", bob -> bob.rename(new DisplayName("Robert")));
    assertThat(shown("bob")).contains("bob");
    assertThat(recent.withId(works.user("bob").id()).map(User::displayName)).contains("Robert");
  }

  @Test
  void showsAtOnceWhatThisNodeChanges() {
    User bob = works.add("bob");
    works.add("eve");
    assertThat(shown("bob")).contains("bob");
    assertThat(shown("eve")).contains("eve");
    assertThat(recent.withId(bob.id())).isPresent();

    works.change("eve", eve -> eve.rename(new DisplayName("Evelyn")));
    works.change("bob", user -> user.rename(new DisplayName("Robert")));
    transactions.run(() -> changes.fire(new UserChanged(bob.id())));

    assertThat(shown("bob")).contains("Robert");
    assertThat(recent.withId(bob.id()).map(User::displayName)).contains("Robert");
    assertThat(shown("eve")).as("of whom nothing was told").contains("eve");
  }

  @Test
  void doesNotRememberThatSomebodyIsMissing() {
    assertThat(shown("bob")).isEmpty();
    User bob = works.add("bob");

    assertThat(shown("bob")).contains("bob");
    assertThat(recent.named(bob.id(), "bob")).as("of another workspace").isEmpty();
  }

  private Optional<String> shown(String name) {
    return recent.named(works.id(), name).map(User::displayName);
  }
}
