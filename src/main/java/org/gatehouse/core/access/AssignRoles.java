package org.gatehouse.core.access;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import org.gatehouse.core.audit.AuditEntry;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.user.User;

/**
 * Gives users roles of their workspace, by name. To be called within the transaction of the change,
 * by who has locked the user.
 */
@Singleton
public class AssignRoles {
  private final Catalog catalog;
  private final Grants grants;

  @Inject
  AssignRoles(Catalog catalog, Grants grants) {
    this.catalog = catalog;
    this.grants = grants;
  }

  /**
   * Gives a user these roles and no others.
   *
   * @param entry about what they are given by
   * @return the entry with the roles that came and went
   * @throws InvalidInput if the workspace lacks one of them, or they are too many
   */
  public AuditEntry assign(User user, Collection<String> names, AuditEntry entry) {
    List<String> before = grants.roles(user.id());
    grants.give(user.id(), catalog.allNamed(Role.class, user.workspace().id(), names));
    return entry.change("roles", before, grants.roles(user.id()));
  }
}
