package org.gatehouse.core.access;

import jakarta.persistence.Column;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import java.util.Map;
import java.util.UUID;
import org.gatehouse.core.text.SearchText;

/** What roles and datasources have in common: a workspace, a permanent name, a description. */
@MappedSuperclass
public abstract class Named {
  @Id private UUID id;

  @Column(name = "workspace_id")
  private UUID workspaceId;

  private String name;

  @Column(name = "name_key")
  private String nameKey;

  private String description;

  /** In which it is found. */
  @Column(name = "search_text")
  private String searchText;

  /** For JPA. */
  protected Named() {}

  /**
   * @param workspaceId whose it is
   * @param name what it is called
   * @param description what it is for
   */
  protected Named(UUID workspaceId, AccessName name, Description description) {
    this.id = UUID.randomUUID();
    this.workspaceId = workspaceId;
    this.name = name.value();
    this.nameKey = name.key();
    describe(description);
  }

  /** The permanent key. */
  public UUID id() {
    return id;
  }

  /** The workspace that owns it. */
  public UUID workspaceId() {
    return workspaceId;
  }

  /** The name, unique in its workspace. */
  public String name() {
    return name;
  }

  /** What it is for; empty if nobody said. */
  public String description() {
    return description;
  }

  /** What can be changed of it by name, as the audit log keeps it. */
  public Map<String, Object> settings() {
    return Map.of("description", description);
  }

  /** Reads what belongs to it, for those who look at it when the transaction is over. */
  void load() {}

  /** From now on it is described so. */
  public final void describe(Description as) {
    description = as.value();
    searchText = SearchText.of(name, description);
  }
}
