package org.gatehouse.core.administration;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gatehouse.core.account.Permissions;
import org.gatehouse.core.audit.Audit;
import org.gatehouse.core.audit.AuditCursor;
import org.gatehouse.core.audit.AuditEntry;
import org.gatehouse.core.audit.AuditEvents;
import org.gatehouse.core.audit.AuditFilter;
import org.gatehouse.core.audit.AuditRule;
import org.gatehouse.core.audit.AuditSlice;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.audit.reading.NameEntries;
import org.gatehouse.core.audit.reading.NamedEntry;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.refusal.NotPermitted;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.user.Permission;
import org.gatehouse.core.user.User;
import org.gatehouse.core.user.Users;
import org.gatehouse.core.workspace.Workspaces;

/**
 * The audit log for those whom it concerns: people read what is about themselves, administrators
 * what happened in their workspace, system administrators what happened in the installation, where
 * also is what belongs to no workspace. Who has acted from outside stays unnamed ({@link
 * NameEntries}).
 */
@Singleton
public class ReadAudit {
  private static final Pattern PSEUDONYM =
      Pattern.compile("\\(([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\\)");

  private final AuditEvents events;
  private final NameEntries names;
  private final Users users;
  private final Workspaces workspaces;
  private final Permissions permissions;
  private final Audit audit;

  @Inject
  ReadAudit(
      AuditEvents events,
      NameEntries names,
      Users users,
      Workspaces workspaces,
      Permissions permissions,
      Audit audit) {
    this.events = events;
    this.names = names;
    this.users = users;
    this.workspaces = workspaces;
    this.permissions = permissions;
    this.audit = audit;
  }

  /**
   * Understands what somebody wants to see.
   *
   * @throws NotPermitted if the caller isn't an administrator of the workspace, or of the
   *     installation where the search is so wide
   * @throws InvalidInput if that can't be understood
   */
  public AuditFilter filter(Caller caller, AuditSearch search) {
    Permissions.require(caller, Permission.READ_AUDIT);
    if (search.wide()) {
      Permissions.require(caller, Permission.ADMINISTER_INSTALLATION);
    }
    return new AuditFilter(
        search.wide() ? Optional.empty() : Optional.of(caller.workspaceId()),
        search.person().isEmpty() ? Optional.empty() : Optional.of(person(caller, search)),
        AuditFilter.type(search.type()),
        AuditFilter.outcome(search.outcome()),
        AuditFilter.time(search.from()),
        AuditFilter.time(search.to()),
        AuditFilter.address(search.address()));
  }

  private UUID person(Caller caller, AuditSearch search) {
    int slash = search.person().indexOf('/');
    Optional<UUID> workspace =
        search.wide() && slash > 0
            ? workspaces.named(search.person().substring(0, slash)).map(found -> found.id())
            : Optional.of(caller.workspaceId());
    String name = search.wide() ? search.person().substring(slash + 1) : search.person();
    return workspace
        .flatMap(id -> users.named(id, name))
        .map(User::id)
        .or(() -> erased(name))
        .orElseThrow(() -> new InvalidInput(AuditRule.PERSON_UNKNOWN));
  }

  /** Who was deleted, by what the log shows in place of the name. */
  private static Optional<UUID> erased(String pseudonym) {
    return Optional.of(PSEUDONYM.matcher(pseudonym))
        .filter(Matcher::matches)
        .map(known -> UUID.fromString(known.group(1)));
  }

  /**
   * A part of the log.
   *
   * @param after after which place
   * @param most how many entries at the most
   * @throws NotPermitted as above
   * @throws InvalidInput as above
   */
  public AuditPart find(Caller caller, AuditSearch search, Optional<AuditCursor> after, int most) {
    return page(caller, filter(caller, search), after, most);
  }

  /**
   * A part of what is about the caller: logins, refusals, and what was changed of the account, by
   * whomever.
   *
   * @param after after which place
   * @param most how many entries at the most
   */
  public AuditPart own(Caller caller, Optional<AuditCursor> after, int most) {
    AuditFilter filter = AuditFilter.of(caller.userId());
    AuditSlice found = events.findAbout(filter, after, most);
    return new AuditPart(
        names.ofPerson(caller.workspaceId(), caller.userId(), found.events()), found.next());
  }

  /**
   * Begins to read all that is wanted, which is recorded: such a file leaves the house.
   *
   * @return what reads the part after a place; it refuses who is an administrator no longer
   * @throws NotPermitted as above
   * @throws InvalidInput as above
   */
  public Function<Optional<AuditCursor>, AuditPart> export(
      Caller caller, AuditSearch search, int most) {
    AuditFilter filter = filter(caller, search);
    audit.record(entry(caller, search).detail(detail(search, filter.person())));
    return after -> {
      permissions.requireStill(caller, Permission.READ_AUDIT);
      return page(caller, filter, after, most);
    };
  }

  /** What is read of the installation is none of the business of the workspace of who reads it. */
  private static AuditEntry entry(Caller caller, AuditSearch search) {
    return search.wide()
        ? caller
            .client()
            .audited(AuditType.AUDIT_EXPORT, "ok")
            .by(caller.userId(), caller.sessionId())
        : caller.acting(AuditType.AUDIT_EXPORT, "ok");
  }

  /** The person by the id: the log outlasts names. */
  private static String detail(AuditSearch search, Optional<UUID> person) {
    Map<String, String> asked =
        Map.of(
            "person", person.map(UUID::toString).orElse(""),
            "type", search.type(),
            "outcome", search.outcome(),
            "from", search.from(),
            "to", search.to(),
            "address", search.address());
    return Stream.concat(
            Stream.of(search.wide() ? "installation" : "workspace"),
            asked.entrySet().stream()
                .filter(part -> !part.getValue().isEmpty())
                .map(part -> part.getKey() + "=" + part.getValue())
                .sorted())
        .collect(Collectors.joining(" "));
  }

  private AuditPart page(Caller caller, AuditFilter filter, Optional<AuditCursor> after, int most) {
    AuditPart part = part(caller, events.find(filter, after, most));
    // Whether it is among those of an address would tell whose address that is.
    return filter.address().isEmpty()
        ? part
        : new AuditPart(
            part.entries().stream().filter(entry -> entry.unnamed().isEmpty()).toList(),
            part.next());
  }

  private AuditPart part(Caller caller, AuditSlice found) {
    UUID workspace = caller.workspaceId();
    List<NamedEntry> entries =
        caller.may(Permission.ADMINISTER_INSTALLATION)
            ? names.ofInstallation(Optional.of(workspace), found.events())
            : names.ofWorkspace(workspace, found.events());
    return new AuditPart(entries, found.next());
  }
}
