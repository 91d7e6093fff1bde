package org.gatehouse.core.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.gatehouse.core.refusal.Conflict;
import org.gatehouse.fixture.Given;
import org.junit.jupiter.api.Test;

/** Which workspace is meant where nobody names one, and what a new one is called by programs. */
class WorkspacesTest {
  private static final WorkspaceName NAME = new WorkspaceName("CorpInc AG");

  private final InMemory rows = new InMemory();

  private Workspaces workspaces(Map<String, String> environment) {
    return new Workspaces(
        rows, Given.settings(environment), Given.event(change -> {}), Clock.systemUTC());
  }

  private String add() {
    return workspaces(Map.of()).add(NAME, Optional.empty()).uid();
  }

  @Test
  void meansTheOnlyOneUnlessTheOperatorNamesAnother() {
    assertThat(workspaces(Map.of()).standard()).contains(rows.only);
    assertThat(workspaces(Map.of("GATEHOUSE_DEFAULT_WORKSPACE", "acme")).standard())
        .contains(rows.acme);
    assertThat(workspaces(Map.of("GATEHOUSE_DEFAULT_WORKSPACE", "gone")).standard()).isEmpty();
  }

  @Test
  void takesTheNearestFreeUid() {
    assertThat(add()).isEqualTo("corpinc");
    rows.taken.addAll(List.of("corpinc", "corpinc2"));
    assertThat(add()).isEqualTo("corpinc3");
  }

  @Test
  void givesUpWhereNoneIsFreeNearby() {
    rows.taken.add("corpinc");
    IntStream.range(2, 50).forEach(number -> rows.taken.add("corpinc" + number));
    assertThatThrownBy(this::add).isInstanceOf(Conflict.class);
  }

  @Test
  void refusesANameThatIsTaken() {
    rows.taken.add(NAME.key());
    assertThatThrownBy(this::add).isInstanceOf(Conflict.class);
  }

  /** Rows without a database. */
  private static final class InMemory extends WorkspaceRows {
    private final Workspace only = workspace("only");
    private final Workspace acme = workspace("acme");
    private final Set<String> taken = new HashSet<>();

    private static Workspace workspace(String uid) {
      return new Workspace(new WorkspaceName(uid), new WorkspaceUid(uid), Instant.EPOCH);
    }

    @Override
    Optional<Workspace> named(String handle) {
      return Optional.of(acme).filter(one -> one.uid().equals(handle));
    }

    @Override
    Optional<Workspace> single() {
      return Optional.of(only);
    }

    @Override
    boolean isTaken(String handle) {
      return taken.contains(handle);
    }

    @Override
    void add(Workspace workspace, WorkspaceName name) {}
  }
}
