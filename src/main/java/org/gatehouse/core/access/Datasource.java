package org.gatehouse.core.access;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.UUID;

/**
 * Something that applications read and write, known to Gatehouse by its name only (CloudIO's
 * datasources): who may use it is decided here, what it is elsewhere.
 */
@Entity
@Table(name = "datasource")
public class Datasource extends Named {
  /** For JPA. */
  protected Datasource() {}

  /**
   * @param workspaceId whose it is
   * @param name what it is called
   * @param description what it is for
   */
  public Datasource(UUID workspaceId, AccessName name, Description description) {
    super(workspaceId, name, description);
  }
}
