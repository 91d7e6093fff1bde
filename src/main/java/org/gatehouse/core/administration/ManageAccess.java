package org.gatehouse.core.administration;

import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.access.AccessChanged;
import org.gatehouse.core.access.AccessName;
import org.gatehouse.core.access.Catalog;
import org.gatehouse.core.access.Datasource;
import org.gatehouse.core.access.Description;
import org.gatehouse.core.access.Grants;
import org.gatehouse.core.access.Listing;
import org.gatehouse.core.access.Named;
import org.gatehouse.core.access.Role;
import org.gatehouse.core.account.Permissions;
import org.gatehouse.core.audit.Audit;
import org.gatehouse.core.audit.AuditEntry;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.refusal.Conflict;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.refusal.NotPermitted;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.user.Permission;
import org.gatehouse.core.user.UserChanged;

/**
 * What an administrator does to the roles and datasources of the own workspace. Those of other
 * workspaces don't exist here. All of it throws {@link NotPermitted} if the caller isn't an
 * administrator.
 */
@Singleton
@Transactional
public class ManageAccess {
  private final Permissions permissions;
  private final Catalog catalog;
  private final Grants grants;
  private final Audit audit;
  private final Event<UserChanged> userChanges;
  private final Event<AccessChanged> accessChanges;

  @Inject
  ManageAccess(
      Permissions permissions,
      Catalog catalog,
      Grants grants,
      Audit audit,
      Event<UserChanged> userChanges,
      Event<AccessChanged> accessChanges) {
    this.permissions = permissions;
    this.catalog = catalog;
    this.grants = grants;
    this.audit = audit;
    this.userChanges = userChanges;
    this.accessChanges = accessChanges;
  }

  /** The role of this name, in any case. */
  public Optional<Role> role(Caller caller, String name) {
    return find(Role.class, caller, name);
  }

  /** The datasource of this name, in any case. */
  public Optional<Datasource> datasource(Caller caller, String name) {
    return find(Datasource.class, caller, name);
  }

  /**
   * A page of the roles.
   *
   * @param search a part of the name or description; empty for all
   * @param page counted from 1
   * @param size how many on a page
   */
  public Listing<Role> roles(Caller caller, String search, int page, int size) {
    return list(Role.class, caller, search, page, size);
  }

  /** A page of the datasources, as above. */
  public Listing<Datasource> datasources(Caller caller, String search, int page, int size) {
    return list(Datasource.class, caller, search, page, size);
  }

  /**
   * Adds a role.
   *
   * @param datasources the names of those that it allows to use
   * @throws InvalidInput if Gatehouse has a role of this name, or the workspace lacks a datasource
   * @throws Conflict if the name is taken, or there are too many
   */
  public Role addRole(
      Caller caller, AccessName name, Description description, List<String> datasources) {
    takeTurns(caller);
    Role role = new Role(caller.workspaceId(), name, description);
    role.allow(catalog.allNamed(Datasource.class, caller.workspaceId(), datasources));
    catalog.add(role);
    record(caller, AuditType.ROLE_ADD, role, Map.of(), role.settings());
    return role;
  }

  /**
   * Adds a datasource.
   *
   * @throws Conflict if the name is taken, or there are too many
   */
  public Datasource addDatasource(Caller caller, AccessName name, Description description) {
    takeTurns(caller);
    Datasource datasource = new Datasource(caller.workspaceId(), name, description);
    catalog.add(datasource);
    record(caller, AuditType.DATASOURCE_ADD, datasource, Map.of(), datasource.settings());
    return datasource;
  }

  /**
   * Changes a role; what isn't given stays.
   *
   * @param datasources the names of all that it allows to use from now on
   * @return the role as it is now, or nothing if the workspace has none of that name
   * @throws InvalidInput if the workspace lacks a datasource
   */
  public Optional<Role> changeRole(
      Caller caller,
      String name,
      Optional<Description> description,
      Optional<List<String>> datasources) {
    takeTurns(caller);
    Optional<Role> role = role(caller, name);
    role.ifPresent(
        changed -> {
          Map<String, Object> before = changed.settings();
          description.ifPresent(changed::describe);
          datasources
              .map(names -> catalog.allNamed(Datasource.class, caller.workspaceId(), names))
              .ifPresent(changed::allow);
          record(caller, AuditType.ROLE_CHANGE, changed, before, changed.settings());
        });
    return role;
  }

  /**
   * Changes a datasource.
   *
   * @return the datasource as it is now, or nothing if the workspace has none of that name
   */
  public Optional<Datasource> changeDatasource(
      Caller caller, String name, Description description) {
    takeTurns(caller);
    Optional<Datasource> datasource = datasource(caller, name);
    datasource.ifPresent(
        changed -> {
          Map<String, Object> before = changed.settings();
          changed.describe(description);
          record(caller, AuditType.DATASOURCE_CHANGE, changed, before, changed.settings());
        });
    return datasource;
  }

  /** Removes a role: nobody has it any longer. Answers whether there was one of that name. */
  public boolean removeRole(Caller caller, String name) {
    takeTurns(caller);
    Optional<Role> role = lockedRole(caller, name);
    role.ifPresent(
        removed -> {
          List<UUID> holders = grants.holders(removed);
          holders.stream().map(UserChanged::new).forEach(userChanges::fire);
          audit.record(
              about(caller, AuditType.ROLE_REMOVE, removed)
                  .changes(removed.settings(), Map.of())
                  .change("holders", holders, List.of()));
          catalog.remove(removed);
        });
    return role.isPresent();
  }

  /** Those who give the role to somebody don't take turns: they lock it. */
  private Optional<Role> lockedRole(Caller caller, String name) {
    return role(caller, name)
        .flatMap(
            found ->
                catalog.allNamed(Role.class, caller.workspaceId(), List.of(found.name())).stream()
                    .findFirst());
  }

  /** Removes a datasource: no role allows it any longer. Answers as above. */
  public boolean removeDatasource(Caller caller, String name) {
    takeTurns(caller);
    Optional<Datasource> datasource = datasource(caller, name);
    datasource.ifPresent(
        removed -> {
          audit.record(
              about(caller, AuditType.DATASOURCE_REMOVE, removed)
                  .changes(removed.settings(), Map.of())
                  .change("roles", catalog.rolesWith(removed), List.of()));
          catalog.remove(removed);
        });
    return datasource.isPresent();
  }

  private void takeTurns(Caller caller) {
    permissions.requireStill(caller, Permission.ADMINISTER_WORKSPACE);
    catalog.takeTurns(caller.workspaceId());
    accessChanges.fire(new AccessChanged(caller.workspaceId()));
  }

  private <T extends Named> Optional<T> find(Class<T> kind, Caller caller, String name) {
    Permissions.require(caller, Permission.READ_SETTINGS);
    return catalog.named(kind, caller.workspaceId(), name);
  }

  private <T extends Named> Listing<T> list(
      Class<T> kind, Caller caller, String search, int page, int size) {
    Permissions.require(caller, Permission.READ_SETTINGS);
    return catalog.search(kind, caller.workspaceId(), search, (page - 1) * size, size);
  }

  private void record(
      Caller caller,
      AuditType type,
      Named what,
      Map<String, Object> before,
      Map<String, Object> after) {
    audit.record(about(caller, type, what).changes(before, after));
  }

  /** With its name, too: when it is removed, nothing else says what the key meant. */
  private static AuditEntry about(Caller caller, AuditType type, Named what) {
    return caller.acting(type, "ok").detail(what.id() + " " + what.name());
  }
}
