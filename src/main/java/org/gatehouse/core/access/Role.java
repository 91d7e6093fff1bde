package org.gatehouse.core.access;

import com.google.common.collect.ImmutableMap;
import jakarta.persistence.Entity;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.user.Roles;
import org.hibernate.Hibernate;
import org.hibernate.annotations.Fetch;
import org.hibernate.annotations.FetchMode;

/**
 * A role that a workspace defines: it names which datasources those who have it may use, and
 * reaches the container and the tokens under its name.
 */
@Entity
@Table(name = "access_role")
public class Role extends Named {
  @ManyToMany
  @Fetch(FetchMode.SUBSELECT)
  @JoinTable(
      name = "role_datasource",
      joinColumns = @JoinColumn(name = "role_id"),
      inverseJoinColumns = @JoinColumn(name = "datasource_id"))
  @OrderBy("nameKey")
  private Set<Datasource> datasources = new LinkedHashSet<>();

  /** For JPA. */
  protected Role() {}

  /**
   * @param workspaceId whose it is
   * @param name what it is called
   * @param description what it is for
   * @throws InvalidInput if Gatehouse itself gives a role of this name
   */
  public Role(UUID workspaceId, AccessName name, Description description) {
    super(workspaceId, name, description);
    if (Roles.BUILT_IN.contains(name.key())) {
      throw new InvalidInput(AccessRule.ROLE_BUILT_IN);
    }
  }

  @Override
  void load() {
    Hibernate.initialize(datasources);
  }

  @Override
  public Map<String, Object> settings() {
    return ImmutableMap.of(
        "description",
        description(),
        "datasources",
        datasources.stream().map(Named::name).toList());
  }

  /** What those who have it may use, by name. */
  public List<Datasource> datasources() {
    return List.copyOf(datasources);
  }

  /** From now on those who have it may use these and no others. */
  public void allow(Collection<Datasource> these) {
    datasources.clear();
    datasources.addAll(these);
  }
}
