package org.gatehouse.core.workspace;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.gatehouse.core.text.Names;

/** A tenant: people who share what a workspace owns. Its name and uid are permanent. */
@Entity
@Table(name = "workspace")
public class Workspace {
  @Id private UUID id;
  private String uid;
  private String name;

  @Column(name = "created_at")
  private Instant createdAt;

  /** For JPA. */
  protected Workspace() {}

  /**
   * @param name what people call it
   * @param uid what programs call it
   * @param createdAt when it was signed up
   */
  public Workspace(WorkspaceName name, WorkspaceUid uid, Instant createdAt) {
    this.id = UUID.randomUUID();
    this.name = name.value();
    this.uid = uid.value();
    this.createdAt = createdAt;
  }

  /** The permanent key, unique in the installation. */
  public UUID id() {
    return id;
  }

  /** What programs call it, for example {@code corpinc}. */
  public String uid() {
    return uid;
  }

  /**
   * Whether somebody means it by this text.
   *
   * @param handle its uid or its name, in any case
   */
  public boolean isCalled(String handle) {
    String key = Names.key(handle);
    return key.equals(uid) || key.equals(Names.key(name));
  }

  /** What people call it, for example "CorpInc AG". */
  public String name() {
    return name;
  }
}
