package org.gatehouse.web.admin;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gatehouse.core.administration.AuditPart;
import org.gatehouse.core.administration.AuditSearch;
import org.gatehouse.core.administration.ReadAudit;
import org.gatehouse.core.audit.AuditCursor;
import org.gatehouse.core.audit.AuditFilter;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.http.CurrentCaller;
import org.gatehouse.web.AuditRow;
import org.gatehouse.web.Browser;
import org.gatehouse.web.Texts;

/**
 * {@code /admin/audit}: what happened in the workspace. What is looked for stands in the address,
 * by the names that the API has, so that it can be sent to a colleague or asked for by a program.
 */
@Named
@RequestScoped
public class AuditPage {
  /** What an address may say, in this order. */
  private static final List<String> FILTERS =
      List.of("person", "type", "outcome", "from", "to", "address", "scope");

  private static final String INSTALLATION = "installation";
  private static final int SIZE = 50;

  @Inject private CurrentCaller caller;
  @Inject private ReadAudit readAudit;
  @Inject private Browser browser;
  @Inject private Texts texts;

  private AuditPart found = new AuditPart(List.of(), Optional.empty());
  private boolean understood;

  /** Looks up what the address asks for, or says why it can't be. */
  public void find() {
    try {
      Optional<AuditCursor> after = AuditCursor.find(browser.parameter("cursor"));
      found = readAudit.find(caller.get(), search(), after, SIZE);
      understood = true;
    } catch (InvalidInput e) {
      texts.wrong(e);
    }
  }

  private AuditSearch search() {
    return new AuditSearch(
        isWide(),
        value("person"),
        value("type"),
        value("outcome"),
        value("from"),
        value("to"),
        value("address"));
  }

  /** What the address says of one of these, without what stands around it when it is pasted. */
  public String value(String filter) {
    return browser.parameter(filter).strip();
  }

  /** A moment of the address as the field of a browser takes it; as it is, if it is none. */
  public String moment(String filter) {
    try {
      return AuditFilter.time(value(filter)).map(AuditPage::local).orElse("");
    } catch (InvalidInput e) {
      return value(filter);
    }
  }

  private static String local(Instant at) {
    return LocalDateTime.ofInstant(at, ZoneOffset.UTC).toString();
  }

  /** Whether all of the installation is asked for. */
  public boolean isWide() {
    return browser.parameter("scope").equals(INSTALLATION);
  }

  /** Whether anything in particular is asked for. */
  public boolean isFiltered() {
    return FILTERS.stream().anyMatch(filter -> !value(filter).isEmpty());
  }

  /** Whether what is asked for was understood. */
  public boolean isUnderstood() {
    return understood;
  }

  /** The entries, the newest first. */
  public List<AuditRow> getEntries() {
    return found.entries().stream().map(entry -> new AuditRow(entry, texts)).toList();
  }

  /** Whether there are older ones. */
  public boolean isHasOlder() {
    return found.next().isPresent();
  }

  /** Where the older ones are. */
  public String getOlderUrl() {
    String cursor = found.next().map(AuditCursor::text).map(text -> "cursor=" + text).orElse("");
    return "?"
        + Stream.of(query(), cursor).filter(s -> !s.isEmpty()).collect(Collectors.joining("&"));
  }

  /** Whether this isn't where the log begins. */
  public boolean isHasNewer() {
    return !browser.parameter("cursor").isEmpty();
  }

  /** Where the same begins. */
  public String getNewestUrl() {
    return "?" + query();
  }

  /** What is asked for, as the query of an address. */
  public String query() {
    return FILTERS.stream()
        .filter(filter -> !value(filter).isEmpty())
        .map(filter -> filter + "=" + Browser.encode(value(filter)))
        .collect(Collectors.joining("&"));
  }

  /** The types, by what they are called. */
  public List<Option> getTypes() {
    return Stream.of(AuditType.values())
        .map(type -> option("type", type.word(), texts.get(AuditRow.key(type))))
        .sorted(Comparator.comparing(Option::text, String.CASE_INSENSITIVE_ORDER))
        .toList();
  }

  /** The outcomes that can be chosen, and the one that the address has. */
  public List<Option> getOutcomes() {
    Stream<Option> usual =
        Stream.of(
            option("outcome", "ok", texts.get("audit.ok")),
            option("outcome", AuditFilter.NOT_OK, texts.get("audit.notOk")));
    Stream<Option> other =
        Stream.of(value("outcome"))
            .filter(word -> !List.of("", "ok", AuditFilter.NOT_OK).contains(word))
            .map(word -> option("outcome", word, word));
    return Stream.concat(usual, other).toList();
  }

  private Option option(String filter, String word, String text) {
    return new Option(word, text, value(filter).equals(word));
  }

  /**
   * What can be chosen.
   *
   * @param word what the address says
   * @param text what it is called
   * @param chosen whether it is chosen
   */
  public record Option(String word, String text, boolean chosen) {}
}
