package org.gatehouse.core.administration;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.gatehouse.core.account.ReauthenticationRequired;
import org.gatehouse.core.account.RecentAuthentication;
import org.gatehouse.core.audit.Audit;
import org.gatehouse.core.audit.AuditEvent;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.audit.reading.NamedEntry;
import org.gatehouse.core.database.Transactions;
import org.gatehouse.core.personal.PersonalRecord;
import org.gatehouse.core.personal.PersonalRecords;
import org.gatehouse.core.personal.PersonalRows;
import org.gatehouse.core.refusal.NotPermitted;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.user.User;
import org.gatehouse.core.user.Users;
import org.jspecify.annotations.Nullable;

/** All that is kept about a person, for that person (GDPR, 15 and 20). */
@Singleton
public class ExportOwnData {
  private static final int ENTRIES_AT_ONCE = 500;

  private final Users users;
  private final RecentAuthentication recentAuthentication;
  private final PersonalRows rows;
  private final ReadAudit readAudit;
  private final Audit audit;
  private final Transactions transactions;

  @Inject
  ExportOwnData(
      Users users,
      RecentAuthentication recentAuthentication,
      PersonalRows rows,
      ReadAudit readAudit,
      Audit audit,
      Transactions transactions) {
    this.users = users;
    this.recentAuthentication = recentAuthentication;
    this.rows = rows;
    this.readAudit = readAudit;
    this.audit = audit;
    this.transactions = transactions;
  }

  /**
   * Begins to tell it, which is recorded. Each part is read when it is asked for, the log in
   * pieces, in transactions of their own: however slow the reader is, it keeps no connection.
   *
   * @throws NotPermitted if the caller is a program: it isn't a person
   * @throws ReauthenticationRequired if the person hasn't shown a moment ago who it is: a file with
   *     all of it outlasts the session
   */
  public Stream<Part> begin(Caller caller) {
    if (users.withId(caller.userId()).filter(User::isServiceAccount).isPresent()) {
      throw new NotPermitted("A program has no data of its own.");
    }
    transactions.run(
        () -> {
          recentAuthentication.require(caller);
          audit.record(caller.audited(AuditType.DATA_EXPORT, "ok"));
        });
    Stream<Part> kept =
        PersonalRecords.accountFirst().stream()
            .map(
                kind ->
                    new Part(
                        kind.name(), kind.single(), () -> rows.of(caller.userId(), kind).stream()));
    return Stream.concat(kept, Stream.of(new Part("activity", false, () -> activity(caller))));
  }

  private Stream<Map<String, @Nullable Object>> activity(Caller caller) {
    return Stream.iterate(
            Optional.of(readAudit.own(caller, Optional.empty(), ENTRIES_AT_ONCE)),
            Optional::isPresent,
            part ->
                part.flatMap(AuditPart::next)
                    .map(place -> readAudit.own(caller, Optional.of(place), ENTRIES_AT_ONCE)))
        .flatMap(part -> part.orElseThrow().entries().stream())
        .map(ExportOwnData::entry);
  }

  private static Map<String, @Nullable Object> entry(NamedEntry named) {
    AuditEvent event = named.event();
    Map<String, @Nullable Object> entry = new LinkedHashMap<>();
    entry.put("time", event.occurredAt());
    entry.put("type", event.type());
    entry.put("outcome", event.outcome());
    entry.put("by", named.actor().isEmpty() ? null : named.actor());
    entry.put("session_id", event.sessionId().orElse(null));
    entry.put("address", event.address());
    entry.put("user_agent", event.userAgent());
    entry.put("request_id", event.requestId());
    entry.put("changes", PersonalRecord.json(event.changes().isEmpty() ? "{}" : event.changes()));
    entry.put("detail", event.detail());
    return entry;
  }

  /**
   * A part of what is told.
   *
   * @param name what it is called
   * @param single whether there is one of it at the most
   * @param rows reads it: values by name
   */
  public record Part(
      String name, boolean single, Supplier<Stream<Map<String, @Nullable Object>>> rows) {}
}
