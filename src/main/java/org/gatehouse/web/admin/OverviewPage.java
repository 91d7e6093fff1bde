package org.gatehouse.web.admin;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.gatehouse.core.administration.InviteUser;
import org.gatehouse.core.administration.ManageDeveloperKeys;
import org.gatehouse.core.administration.ManageProviders;
import org.gatehouse.core.administration.ManageServiceAccounts;
import org.gatehouse.core.administration.ManageSigningKeys;
import org.gatehouse.core.administration.ReadOverview;
import org.gatehouse.core.audit.AuditFilter;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.audit.FailedLogins;
import org.gatehouse.core.mail.MailCounts;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.user.Permission;
import org.gatehouse.core.user.UserCounts;
import org.gatehouse.federation.saml.ManageSpKeys;
import org.gatehouse.http.CurrentCaller;
import org.gatehouse.web.Browser;
import org.gatehouse.web.Moment;
import org.gatehouse.web.Texts;

/** {@code /admin}: how the workspace is, as far as whoever looks may know; each figure leads on. */
@Named
@RequestScoped
public class OverviewPage {
  private static final Duration WARNED_BEFORE = Duration.ofDays(30);

  @Inject private CurrentCaller currentCaller;
  @Inject private ReadOverview overview;
  @Inject private InviteUser inviteUser;
  @Inject private ManageProviders providers;
  @Inject private ManageServiceAccounts serviceAccounts;
  @Inject private ManageDeveloperKeys developerKeys;
  @Inject private ManageSigningKeys signingKeys;
  @Inject private ManageSpKeys samlKeys;
  @Inject private Clock clock;
  @Inject private Texts texts;

  private List<Section> sections = List.of();

  /** Looks it all up. */
  public void prepare() {
    Caller caller = currentCaller.get();
    List<Section> all = new ArrayList<>();
    if (caller.may(Permission.READ_PEOPLE)) {
      all.add(section("people", people(caller)));
    }
    if (caller.may(Permission.READ_AUDIT)) {
      all.add(section("failures", failures(caller)));
    }
    if (caller.may(Permission.MANAGE_KEYS)) {
      all.add(section("keys", keys(caller)));
    }
    all.add(section("ends", ends(caller)));
    if (caller.may(Permission.ADMINISTER_INSTALLATION)) {
      all.add(section("mail", mail(caller)));
    }
    sections = all.stream().filter(section -> !section.figures().isEmpty()).toList();
  }

  private Section section(String name, List<Figure> figures) {
    return new Section(name, texts.get("overview." + name), figures);
  }

  private List<Figure> people(Caller caller) {
    UserCounts people = overview.people(caller);
    return List.of(
        figure("active", people.active(), "/admin/users?state=active"),
        figure("inactive", people.inactive(), "/admin/users?state=inactive"),
        figure("unused", people.unused(), "/admin/users?state=unused"),
        figure("invited", inviteUser.list(caller).size(), "/admin/users#invitationsTitle"),
        figure("secondFactors", people.secondFactors(), "/admin/users?state=active&factor=on"),
        figure("passkeys", people.passkeys(), "/admin/users?state=active&factor=passkey"),
        figure(
            "withoutSecondFactor",
            people.active() - people.secondFactors(),
            "/admin/users?state=active&factor=off"),
        figure("sessions", overview.openSessions(caller), "/admin/users?sort=activity"));
  }

  private List<Figure> failures(Caller caller) {
    FailedLogins failed = overview.failedLogins(caller);
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    return List.of(
        failures("day", failed.day(), failed.whole(), now.minus(Duration.ofDays(1))),
        failures("week", failed.week(), failed.whole(), now.minus(Duration.ofDays(7))));
  }

  private Figure failures(String span, long count, boolean whole, Instant since) {
    String shown = texts.get("overview.number", count);
    return new Figure(
        texts.get("overview.failures." + span),
        whole ? shown : texts.get("overview.atLeast", shown),
        "/admin/audit?type="
            + AuditType.LOGIN.word()
            + "&outcome="
            + AuditFilter.NOT_OK
            + "&from="
            + Browser.encode(since.toString()),
        false,
        none());
  }

  private List<Figure> keys(Caller caller) {
    return List.of(
        figure(
            "serviceAccounts",
            serviceAccounts.list(caller, "", 1, 1).total(),
            "/admin/service-accounts"),
        figure("developerKeys", developerKeys.list(caller).size(), "/admin/developer-keys"));
  }

  /** What comes to its end by itself, and what happens then. */
  private List<Figure> ends(Caller caller) {
    Stream<Figure> ofProviders =
        caller.may(Permission.READ_SETTINGS)
            ? providers.list(caller).stream()
                .map(provider -> new ProviderRow(provider, clock.instant(), texts))
                .filter(ProviderRow::isEnding)
                .map(
                    row ->
                        new Figure(
                            row.provider().name(),
                            "",
                            row.getUrl(),
                            true,
                            row.isOutdated() || row.isOutdating()
                                ? row.getOutdatedAt()
                                : row.getExpiry()))
            : Stream.empty();
    Stream<Figure> ofInstallation =
        caller.may(Permission.ADMINISTER_INSTALLATION)
            ? Stream.concat(
                samlKeys.list(caller).stream()
                    .map(
                        key ->
                            ending(
                                texts.get(
                                    "overview.samlKey",
                                    texts.get(
                                        "samlKeys.key." + key.use().toLowerCase(Locale.ROOT))),
                                "/admin/saml-keys",
                                key.until())),
                signingKeys.list(caller).stream()
                    .map(
                        key ->
                            new Figure(
                                texts.get("overview.signingKey", key.algorithm().name()),
                                "",
                                "/admin/signing-keys",
                                // The next one takes its place by itself.
                                false,
                                texts.moment(Optional.of(key.signsUntil())))))
            : Stream.empty();
    return Stream.concat(ofProviders, ofInstallation).toList();
  }

  private Figure ending(String name, String url, Instant end) {
    boolean soon = !end.isAfter(clock.instant().plus(WARNED_BEFORE));
    return new Figure(name, "", url, soon, texts.moment(Optional.of(end)));
  }

  private List<Figure> mail(Caller caller) {
    MailCounts mail = overview.mail(caller);
    String log = "/admin/audit?scope=installation&type=" + AuditType.MAIL.word();
    return List.of(
        figure("mailWaiting", mail.waiting(), log),
        warned(figure("mailFailed", mail.failed(), log), mail.failed() > 0));
  }

  private static Figure warned(Figure figure, boolean warn) {
    return new Figure(figure.name(), figure.text(), figure.url(), warn, figure.at());
  }

  private Figure figure(String name, long count, String url) {
    return new Figure(
        texts.get("overview." + name), texts.get("overview.number", count), url, false, none());
  }

  private Moment none() {
    return texts.moment(Optional.empty());
  }

  /** What there is to know, part by part. */
  public List<Section> getSections() {
    return sections;
  }

  /**
   * A part.
   *
   * @param id on the page
   * @param title what it is about
   */
  public record Section(String id, String title, List<Figure> figures) {}

  /**
   * A number, or a moment.
   *
   * @param name of what
   * @param text the number; empty for a moment
   * @param url the list that has it
   * @param warn whether somebody should look
   * @param at the moment, if it is one
   */
  public record Figure(String name, String text, String url, boolean warn, Moment at) {}
}
