package org.gatehouse.core.administration;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.json.JsonObject;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.gatehouse.core.access.Catalog;
import org.gatehouse.core.access.Listing;
import org.gatehouse.core.access.Role;
import org.gatehouse.core.account.Permissions;
import org.gatehouse.core.account.ReauthenticationRequired;
import org.gatehouse.core.audit.Audit;
import org.gatehouse.core.audit.AuditEntry;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.oauth.client.ClientMetadata;
import org.gatehouse.core.oauth.client.ClientOwner;
import org.gatehouse.core.oauth.client.MadeClient;
import org.gatehouse.core.oauth.client.RegisteredClient;
import org.gatehouse.core.oauth.client.RegisteredClients;
import org.gatehouse.core.refusal.Conflict;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.refusal.NotPermitted;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.text.Json;
import org.gatehouse.core.user.Permission;
import org.gatehouse.core.user.Roles;
import org.gatehouse.core.workspace.Workspaces;

/**
 * What administrators do with the applications that log people in here: those of a workspace with
 * its own, system administrators with those of the installation. All of it throws {@link
 * NotPermitted} if the caller isn't such an administrator, and what changes something {@link
 * ReauthenticationRequired} if the caller hasn't shown a moment ago who it is: an application gets
 * tokens of people.
 */
@Singleton
@Transactional
public class ManageClients {
  private final Permissions permissions;
  private final Workspaces workspaces;
  private final Catalog catalog;
  private final RegisteredClients clients;
  private final Audit audit;

  @Inject
  ManageClients(
      Permissions permissions,
      Workspaces workspaces,
      Catalog catalog,
      RegisteredClients clients,
      Audit audit) {
    this.permissions = permissions;
    this.workspaces = workspaces;
    this.catalog = catalog;
    this.clients = clients;
    this.audit = audit;
  }

  /**
   * A page of the clients, by name.
   *
   * @param search a part of the name or of the {@code client_id}; empty for all
   * @param page counted from 1
   * @param size how many on a page
   */
  public Listing<RegisteredClient> list(
      Caller caller, ClientOwner owner, String search, int page, int size) {
    require(caller, owner, Permission.READ_APPLICATIONS);
    return clients.search(owner, search, (page - 1) * size, size);
  }

  /** The client of this name. */
  public Optional<RegisteredClient> find(Caller caller, ClientOwner owner, String clientId) {
    require(caller, owner, Permission.READ_APPLICATIONS);
    return clients.find(owner, clientId);
  }

  /**
   * Registers one.
   *
   * @throws InvalidInput if there is no such role
   * @throws Conflict if there are too many
   */
  public MadeClient add(Caller caller, ClientOwner owner, ClientMetadata metadata) {
    requireRecent(caller, owner, Permission.ADMINISTER_WORKSPACE);
    owner.workspaceId().ifPresent(workspaces::lock);
    ClientMetadata named = withNamesOfRoles(owner, metadata, Set.of());
    MadeClient made = clients.add(owner, named);
    audit.record(
        about(caller, AuditType.CLIENT_ADD, made.client()).changes(Map.of(), named.settings()));
    return made;
  }

  /**
   * Changes one.
   *
   * @param changes what is to be otherwise (RFC 7396)
   * @return the client as it is now; nothing if there is none of this name
   * @throws InvalidInput if it can't be so, or there is no such role
   */
  public Optional<RegisteredClient> change(
      Caller caller, ClientOwner owner, String clientId, JsonObject changes) {
    requireRecent(caller, owner, Permission.ADMINISTER_WORKSPACE);
    return clients
        .change(
            owner,
            clientId,
            before -> withNamesOfRoles(owner, before.with(changes), before.roles()))
        .map(
            change -> {
              RegisteredClient client = change.client();
              audit.record(
                  about(caller, AuditType.CLIENT_CHANGE, client)
                      .changes(change.before().settings(), client.metadata().settings()));
              return client;
            });
  }

  /**
   * Makes a secret that takes the place of the others, which go on for a while.
   *
   * @param overlap for how long
   * @return nothing if there is no such client
   * @throws InvalidInput if the overlap is too long
   * @throws Conflict if the client proves itself otherwise
   */
  public Optional<MadeClient> rotateSecret(
      Caller caller, ClientOwner owner, String clientId, Duration overlap) {
    requireRecent(caller, owner, Permission.MANAGE_KEYS);
    Optional<MadeClient> made = clients.rotateSecret(owner, clientId, overlap);
    made.ifPresent(
        client ->
            audit.record(
                about(caller, AuditType.CLIENT_SECRET, client.client())
                    .detail(detail(client.client()) + " within " + overlap)));
    return made;
  }

  /** Removes one with all that it was given; answers whether there was one of this name. */
  public boolean remove(Caller caller, ClientOwner owner, String clientId) {
    requireRecent(caller, owner, Permission.ADMINISTER_WORKSPACE);
    Optional<RegisteredClient> removed = clients.remove(owner, clientId);
    removed.ifPresent(
        client ->
            audit.record(
                about(caller, AuditType.CLIENT_REMOVE, client)
                    .changes(client.metadata().settings(), Map.of())));
    return removed.isPresent();
  }

  /**
   * The same with the very names of roles, in whatever case they were typed. Of a workspace by
   * those that it gives them; of all by names that mean one of them ({@code corpinc/finance}), of
   * which nobody here knows whether there are.
   *
   * @param known which are there already, and may have been removed since
   * @throws InvalidInput if there is no such role
   */
  private ClientMetadata withNamesOfRoles(
      ClientOwner owner, ClientMetadata metadata, Set<String> known) {
    Set<String> typed =
        metadata.roles().stream()
            .filter(role -> !Roles.BUILT_IN.contains(role) && !known.contains(role))
            .collect(Collectors.toSet());
    Optional<UUID> workspaceId = owner.workspaceId();
    if (workspaceId.isEmpty()) {
      if (!typed.stream().allMatch(role -> role.indexOf('/') > 0)) {
        throw new InvalidInput(AdministrationRule.ROLE_OF_WHOM);
      }
      return metadata;
    }
    Set<String> names = new TreeSet<>(metadata.roles());
    names.removeAll(typed);
    catalog.allNamed(Role.class, workspaceId.get(), typed).stream()
        .map(Role::name)
        .forEach(names::add);
    return metadata.with(
        Json.createObjectBuilder().add("roles", Json.createArrayBuilder(names)).build());
  }

  private static void require(Caller caller, ClientOwner owner, Permission ofWorkspace) {
    Permissions.require(caller, needed(owner, ofWorkspace));
    requireOwn(caller, owner);
  }

  private void requireRecent(Caller caller, ClientOwner owner, Permission ofWorkspace) {
    permissions.requireRecent(caller, needed(owner, ofWorkspace));
    requireOwn(caller, owner);
  }

  private static Permission needed(ClientOwner owner, Permission ofWorkspace) {
    return owner.workspaceId().isEmpty() ? Permission.ADMINISTER_INSTALLATION : ofWorkspace;
  }

  private static void requireOwn(Caller caller, ClientOwner owner) {
    if (!owner.covers(caller.workspaceId())) {
      throw new NotPermitted("It belongs to another workspace.");
    }
  }

  private static AuditEntry about(Caller caller, AuditType type, RegisteredClient client) {
    return caller.acting(type, "ok").detail(detail(client));
  }

  /** With its name, too: when it is removed, nothing else says what the key meant. */
  private static String detail(RegisteredClient client) {
    return client.clientId() + " " + client.metadata().name();
  }
}
