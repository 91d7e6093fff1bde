package org.gatehouse.web.admin;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.gatehouse.core.access.Listing;
import org.gatehouse.core.administration.FindLackingPeople;
import org.gatehouse.core.administration.FindLackingPeople.LackingPerson;
import org.gatehouse.core.administration.ManageAuthenticationPolicy;
import org.gatehouse.core.policy.AccountBounds;
import org.gatehouse.core.policy.AllowedNetworks;
import org.gatehouse.core.policy.AuthenticationLimits;
import org.gatehouse.core.policy.AuthenticationPolicy;
import org.gatehouse.core.policy.AuthenticationPolicyChange;
import org.gatehouse.core.policy.KeyBounds;
import org.gatehouse.core.policy.PolicyRule;
import org.gatehouse.core.policy.SecondFactorChange;
import org.gatehouse.core.policy.SecondFactorDemand;
import org.gatehouse.core.policy.SessionBounds;
import org.gatehouse.core.refusal.Conflict;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.refusal.Rule;
import org.gatehouse.core.settings.Settings;
import org.gatehouse.core.settings.Settings.PasswordSettings;
import org.gatehouse.core.settings.Settings.SecondFactorSettings;
import org.gatehouse.http.CurrentCaller;
import org.gatehouse.web.Browser;
import org.gatehouse.web.Form;
import org.gatehouse.web.Section;
import org.gatehouse.web.Texts;

/** {@code /admin/login-policy}: what the workspace demands of logins, and who lacks it. */
@Named
@RequestScoped
public class LoginPolicyPage extends ListPage<LackingPerson> {
  private static final String REVISION = "revision";

  private static final Map<Rule, String> FIELDS =
      Map.ofEntries(
          Map.entry(PolicyRule.GRACE_INVALID, "graceDays"),
          Map.entry(PolicyRule.PASSWORD_MINIMUM_INVALID, "passwordMinimum"),
          Map.entry(PolicyRule.SESSION_IDLE_INVALID, "sessionIdle"),
          Map.entry(PolicyRule.SESSION_LIFETIME_INVALID, "sessionLifetime"),
          Map.entry(PolicyRule.REMEMBER_INVALID, "rememberDays"),
          Map.entry(PolicyRule.TRUST_INVALID, "trustedDeviceDays"),
          Map.entry(PolicyRule.KEY_DAYS_INVALID, "keyDays"),
          Map.entry(PolicyRule.IDLE_DAYS_INVALID, "idleDays"),
          Map.entry(PolicyRule.NETWORK_INVALID, "networks"),
          Map.entry(PolicyRule.TOO_MANY_NETWORKS, "networks"),
          Map.entry(PolicyRule.OWN_NETWORK, "networks"),
          Map.entry(PolicyRule.FACTOR_UNKNOWN, "secondFactor"),
          Map.entry(PolicyRule.NO_PASSKEYS, "secondFactor"),
          Map.entry(PolicyRule.OWN_FIRST, "secondFactor"));

  @Inject private CurrentCaller caller;
  @Inject private ManageAuthenticationPolicy policy;
  @Inject private FindLackingPeople lackingPeople;
  @Inject private AccessChoices choices;
  @Inject private Settings settings;
  @Inject private Clock clock;
  @Inject private Browser browser;
  @Inject private Texts texts;

  private final Form form =
      new Form(
              "secondFactor",
              "graceDays",
              "passwordMinimum",
              "sessionIdle",
              "sessionLifetime",
              "rememberDays",
              "trustedDeviceDays",
              "keyDays",
              "networks",
              "idleDays")
          .boxes("administeringKeys", "selfDeletion");
  private Choices roles = Choices.NONE;
  private String revision = "";

  @PostConstruct
  void fillIn() {
    AuthenticationPolicy present = policy.find(caller.get());
    form.put("secondFactor", present.secondFactor().word());
    form.put("graceDays", Integer.toString(present.graceDays()));
    AuthenticationLimits limits = present.limits();
    form.put("passwordMinimum", text(limits.passwordMinimum()));
    form.put("sessionIdle", text(limits.sessions().idleMinutes()));
    form.put("sessionLifetime", text(limits.sessions().lifetimeHours()));
    form.put("rememberDays", text(limits.sessions().rememberDays()));
    form.put("trustedDeviceDays", Integer.toString(limits.trustedDeviceDays()));
    form.put("keyDays", text(limits.keys().days()));
    form.put("administeringKeys", limits.keys().administering());
    form.put("networks", String.join("\n", limits.networks().texts()));
    form.put("idleDays", text(limits.accounts().idleDays()));
    form.put("selfDeletion", limits.accounts().selfDeletion());
    revision = Long.toString(present.revision());
    roles = choices.rolesOfPolicy(present.secondFactorRoles());
  }

  @Override
  String countedBy() {
    return "loginPolicy.missing";
  }

  @Override
  Listing<LackingPerson> find(String wanted, int part, int size) {
    return lackingPeople.list(caller.get(), part, size);
  }

  /** Those who lack it. */
  public List<LackingPersonRow> getPeople() {
    return items().stream()
        .map(person -> new LackingPersonRow(person, clock.instant(), texts))
        .toList();
  }

  /** What can be demanded, in words of programs. */
  public List<String> getDemands() {
    return SecondFactorDemand.CHOICES.stream().map(SecondFactorDemand::word).toList();
  }

  /** What the installation demands; empty if nothing. */
  public String getInstallation() {
    SecondFactorSettings installation = settings.secondFactor();
    if (installation.demand().equals(SecondFactorDemand.NOT_REQUIRED.word())) {
      return "";
    }
    String demand = texts.get("loginPolicy." + installation.demand());
    return installation.roles().isEmpty()
        ? texts.get("loginPolicy.installation", demand)
        : texts.get(
            "loginPolicy.installationOfRoles",
            demand,
            installation.roles().stream().sorted().collect(Collectors.joining(", ")));
  }

  /** The shortest new password of the installation, in characters; in words where it depends. */
  public String getPasswordMinimum() {
    PasswordSettings installation = settings.passwords();
    int with = installation.minimumLength();
    int without = installation.minimumLengthWithoutSecondFactor();
    return with == without
        ? Integer.toString(with)
        : texts.get("loginPolicy.passwordMinimumOf", with, without);
  }

  /** How many minutes the installation lets a session rest. */
  public long getIdleMinutes() {
    return settings.session().idle().toMinutes();
  }

  /** How many hours the installation lets a session last. */
  public long getLifetimeHours() {
    return settings.session().lifetime().toHours();
  }

  /** How many days the installation lets a remembered session last. */
  public long getRememberDays() {
    return settings.session().rememberedLifetime().toDays();
  }

  /**
   * After how many days the installation deactivates accounts that lie idle; in words, if never.
   */
  public String getIdleDays() {
    return settings
        .accounts()
        .idle()
        .map(limit -> Long.toString(limit.toDays()))
        .orElseGet(() -> texts.get("loginPolicy.idleNever"));
  }

  /** For how many days somebody who is deleted can be brought back. */
  public long getDeletionDays() {
    return settings.accounts().deletionGrace().toDays();
  }

  /**
   * Saves the part that was sent, or says what is wrong beside each field. What the other parts
   * have, the form has as it is.
   */
  public void save() {
    try {
      policy.change(
          caller.get(),
          new AuthenticationPolicyChange(
              new SecondFactorChange(
                  SecondFactorDemand.of(form.text("secondFactor"))
                      .orElseThrow(() -> new InvalidInput(PolicyRule.FACTOR_UNKNOWN)),
                  roles.names(),
                  number(form.text("graceDays").strip()).orElse(-1L).intValue()),
              limits(),
              // What is no number was never seen.
              OptionalLong.of(number(browser.parameter(REVISION)).orElse(-1L))));
      browser.go("/admin/login-policy", "loginPolicy.saved");
    } catch (InvalidInput e) {
      texts.wrong(FIELDS.getOrDefault(e.rule(), "roles"), e);
    } catch (Conflict e) {
      Optional.ofNullable(FIELDS.get(e.rule()))
          .ifPresentOrElse(field -> texts.wrong(field, e), () -> texts.wrong(e));
    }
  }

  private AuthenticationLimits limits() {
    return new AuthenticationLimits(
        limit("passwordMinimum"),
        new SessionBounds(limit("sessionIdle"), limit("sessionLifetime"), limit("rememberDays")),
        limit("trustedDeviceDays").orElse(0),
        new KeyBounds(limit("keyDays"), form.isTicked("administeringKeys")),
        AllowedNetworks.of(form.text("networks").lines().filter(line -> !line.isBlank()).toList()),
        new AccountBounds(limit("idleDays"), form.isTicked("selfDeletion")));
  }

  /** What isn't typed is as the installation has it; what is no number is out of bounds. */
  private OptionalInt limit(String field) {
    String typed = form.text(field).strip();
    return typed.isEmpty()
        ? OptionalInt.empty()
        : OptionalInt.of(number(typed).orElse(-1L).intValue());
  }

  private static String text(OptionalInt limit) {
    return limit.isPresent() ? Integer.toString(limit.getAsInt()) : "";
  }

  private static Optional<Long> number(String typed) {
    return Optional.of(typed).filter(text -> text.matches("[0-9]{1,9}")).map(Long::valueOf);
  }

  /** The parts of the page. */
  public List<Section> getSections() {
    return List.of(
        section(
            "demand", "secondFactor", "secondFactor", "roles", "graceDays", "trustedDeviceDays"),
        section("passwords", "passwords", "passwordMinimum"),
        section("sessions", "sessions", "sessionIdle", "sessionLifetime", "rememberDays"),
        section("keys", "keys", "keyDays"),
        section("origins", "networks", "networks"),
        section("accounts", "accounts", "idleDays"),
        section("missing", "who"));
  }

  private Section section(String id, String title, String... fields) {
    return new Section(id, texts.get("loginPolicy." + title), texts.isWrong(fields));
  }

  /** Which of all states of the policy was seen when the form was made. */
  public String getRevision() {
    String sent = browser.parameter(REVISION);
    return sent.isEmpty() ? revision : sent;
  }

  /** The roles that can be ticked. */
  public Choices getRoles() {
    return roles;
  }

  public Form getForm() {
    return form;
  }
}
