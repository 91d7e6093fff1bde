package org.gatehouse.core.workspace;

import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.gatehouse.fixture.Given;

/** Workspaces, made by hand as a container would. */
public final class GivenWorkspaces {
  private GivenWorkspaces() {}

  /** Those in the tables of an entity manager. */
  public static Workspaces in(EntityManager entityManager) {
    WorkspaceRows rows = new WorkspaceRows();
    rows.entityManager = entityManager;
    return new Workspaces(
        rows, Given.settings(Map.of()), Given.event(change -> {}), Clock.systemUTC());
  }

  /** Where this one is meant if nobody names any; whatever else it is asked fails. */
  public static Workspaces withStandard(Workspace standard) {
    return new Workspaces(null, Given.settings(Map.of()), null, null) {
      @Override
      public Optional<Workspace> standard() {
        return Optional.of(standard);
      }
    };
  }
}
