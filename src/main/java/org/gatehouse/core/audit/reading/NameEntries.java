package org.gatehouse.core.audit.reading;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gatehouse.core.audit.AuditEvent;
import org.gatehouse.core.audit.AuditEvents;
import org.gatehouse.core.audit.reading.NamedEntry.Unnamed;
import org.gatehouse.core.user.User;
import org.gatehouse.core.user.Users;

/**
 * Names who is in entries. Who has acted from outside stays unnamed, whatever shows the log: people
 * learn no more than that it was an administrator, and those who read that of a workspace that it
 * was one of the installation.
 */
@Singleton
public class NameEntries {
  private final Users users;
  private final AuditEvents events;

  @Inject
  NameEntries(Users users, AuditEvents events) {
    this.users = users;
    this.events = events;
  }

  /** Who is erased has no name any longer; the same words always mean the same one. */
  private static String pseudonym(UUID userId) {
    return "(" + userId + ")";
  }

  /**
   * For who administers the installation.
   *
   * @param workspaceId of the reader; where there is none, all names have their workspace
   */
  public List<NamedEntry> ofInstallation(Optional<UUID> workspaceId, List<AuditEvent> entries) {
    return named(workspaceId, entries, people(entries), event -> Optional.empty());
  }

  /**
   * For who reads the log of a workspace.
   *
   * @param workspaceId which
   */
  public List<NamedEntry> ofWorkspace(UUID workspaceId, List<AuditEvent> entries) {
    List<User> people = people(entries);
    Set<UUID> foreigners = foreigners(workspaceId, entries, people);
    return named(
        Optional.of(workspaceId),
        entries,
        people,
        event ->
            event.actorId().filter(foreigners::contains).map(id -> Unnamed.SYSTEM_ADMINISTRATOR));
  }

  /**
   * For whom they are about.
   *
   * @param workspaceId of that person
   * @param userId that person
   */
  public List<NamedEntry> ofPerson(UUID workspaceId, UUID userId, List<AuditEvent> entries) {
    return named(
        Optional.of(workspaceId),
        entries,
        people(entries),
        event ->
            event.actorId().filter(actor -> !actor.equals(userId)).isPresent()
                ? Optional.of(Unnamed.ADMINISTRATOR)
                : Optional.empty());
  }

  /** Who has acted from outside; also if nobody knows the name any longer. */
  private Set<UUID> foreigners(UUID workspaceId, List<AuditEvent> entries, List<User> people) {
    Set<UUID> actors =
        entries.stream()
            .flatMap(event -> event.actorId().stream())
            .collect(Collectors.toCollection(HashSet::new));
    people.stream()
        .filter(user -> user.workspace().id().equals(workspaceId))
        .map(User::id)
        .forEach(actors::remove);
    Set<UUID> unknown = new HashSet<>(actors);
    people.stream().map(User::id).forEach(unknown::remove);
    actors.removeAll(events.erased(workspaceId, unknown));
    return actors;
  }

  private List<User> people(List<AuditEvent> entries) {
    return users.withIds(
        entries.stream()
            .flatMap(event -> Stream.of(event.userId(), event.actorId()))
            .flatMap(Optional::stream)
            .collect(Collectors.toSet()));
  }

  private static List<NamedEntry> named(
      Optional<UUID> workspaceId,
      List<AuditEvent> entries,
      List<User> people,
      Function<AuditEvent, Optional<Unnamed>> unnamed) {
    Map<UUID, String> names =
        people.stream().collect(Collectors.toMap(User::id, user -> name(workspaceId, user)));
    return entries.stream().map(event -> named(event, names, unnamed.apply(event))).toList();
  }

  private static NamedEntry named(
      AuditEvent event, Map<UUID, String> names, Optional<Unnamed> unnamed) {
    String user = event.userId().map(id -> name(id, names)).orElse("");
    return unnamed
        .map(who -> new NamedEntry(event.withoutActor(), user, who.words(), unnamed))
        .orElseGet(
            () ->
                new NamedEntry(
                    event, user, event.actorId().map(id -> name(id, names)).orElse(""), unnamed));
  }

  private static String name(UUID userId, Map<UUID, String> names) {
    return names.getOrDefault(userId, pseudonym(userId));
  }

  private static String name(Optional<UUID> workspaceId, User user) {
    return workspaceId.equals(Optional.of(user.workspace().id()))
        ? user.name()
        : user.qualifiedName();
  }
}
