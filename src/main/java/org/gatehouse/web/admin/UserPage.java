package org.gatehouse.web.admin;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gatehouse.core.access.Grants;
import org.gatehouse.core.account.Permissions;
import org.gatehouse.core.administration.AdministrationRule;
import org.gatehouse.core.administration.ChangeUser;
import org.gatehouse.core.administration.DeleteUser;
import org.gatehouse.core.administration.FindUsers;
import org.gatehouse.core.administration.ManageLinkedIdentities;
import org.gatehouse.core.administration.ManageSignOnPolicy;
import org.gatehouse.core.administration.ResetSecondFactor;
import org.gatehouse.core.administration.ResetUserPassword;
import org.gatehouse.core.administration.UnlockUser;
import org.gatehouse.core.administration.UserChange;
import org.gatehouse.core.administration.UserChange.Expiry;
import org.gatehouse.core.credential.SecondFactor;
import org.gatehouse.core.credential.password.Passwords;
import org.gatehouse.core.provider.IdentityProviders;
import org.gatehouse.core.refusal.Conflict;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.refusal.NotPermitted;
import org.gatehouse.core.refusal.Rule;
import org.gatehouse.core.signon.LinkedIdentity;
import org.gatehouse.core.user.DisplayName;
import org.gatehouse.core.user.EmailAddress;
import org.gatehouse.core.user.Permission;
import org.gatehouse.core.user.Rank;
import org.gatehouse.core.user.User;
import org.gatehouse.http.CurrentCaller;
import org.gatehouse.http.RefusedRequests;
import org.gatehouse.http.Requests;
import org.gatehouse.web.Browser;
import org.gatehouse.web.CurrentUser;
import org.gatehouse.web.Form;
import org.gatehouse.web.IdentityRow;
import org.gatehouse.web.Moment;
import org.gatehouse.web.ShownOnce;
import org.gatehouse.web.Texts;
import org.jspecify.annotations.Nullable;

/** {@code /admin/user?name=…}: one user of the workspace. */
@Named
@RequestScoped
public class UserPage {
  private static final String SHOWN_RANKS = "shownRanks";

  /** Of whatever rank it is. */
  private static final Set<Rule> RANK_LATER =
      Set.of(
          AdministrationRule.RANK_INITIAL_PASSWORD,
          AdministrationRule.RANK_INVITED,
          AdministrationRule.RANK_UNCONFIRMED_ADDRESS);

  @Inject private CurrentCaller caller;
  @Inject private CurrentUser currentUser;
  @Inject private FindUsers findUsers;
  @Inject private ChangeUser changeUser;
  @Inject private DeleteUser deleteUser;
  @Inject private ResetUserPassword resetUserPassword;
  @Inject private ResetSecondFactor resetUserSecondFactor;
  @Inject private UnlockUser unlockUser;
  @Inject private Grants grants;
  @Inject private AccessChoices choices;
  @Inject private SecondFactor secondFactor;
  @Inject private ManageLinkedIdentities linkedIdentities;
  @Inject private ManageSignOnPolicy signOnPolicy;
  @Inject private IdentityProviders providers;
  @Inject private Passwords passwords;
  @Inject private RefusedRequests refusedRequests;
  @Inject private HttpServletRequest request;
  @Inject private Browser browser;
  @Inject private ShownOnce shownOnce;
  @Inject private Texts texts;

  private Optional<User> user = Optional.empty();
  private final Form form =
      new Form("displayName", "email", "expiryDate")
          .boxes("administrator", "systemAdministrator")
          .boxes(Rank.words(Rank.BELOW_ADMINISTRATORS).toArray(String[]::new));
  private Choices roles = Choices.NONE;
  private @Nullable Moment lockedUntil;

  @PostConstruct
  void find() {
    String name = browser.parameter("name");
    user = findUsers.find(caller.get(), name);
    form.put("displayName", of(User::displayName, ""));
    form.put("email", of(User::email, ""));
    form.put("expiryDate", user.flatMap(User::expiresAt).map(UserPage::day).orElse(""));
    form.put("administrator", of(User::isAdministrator, false));
    form.put("systemAdministrator", of(User::isSystemAdministrator, false));
    Rank.words(of(User::ranksBelowAdministrators, Set.of())).forEach(rank -> form.put(rank, true));
    lockedUntil = texts.moment(unlockUser.lockedUntil(caller.get(), name));
    roles = choices.rolesToGive(of(found -> grants.roles(found.id()), List.of()));
  }

  /** Answers with the error page where there is no such user. */
  public void requireUser() {
    browser.require(user);
  }

  /** Saves what was changed, or says what is wrong beside each field. */
  public void save() {
    Optional<DisplayName> name = texts.read(form, "displayName", DisplayName::new);
    Optional<EmailAddress> address = texts.read(form, "email", EmailAddress::new);
    Optional<Expiry> expiry = expiry();
    if (name.isPresent() && address.isPresent() && expiry.isPresent()) {
      change(
          new UserChange(
              address.filter(given -> !isSelf()),
              name,
              Optional.empty(),
              changed("administrator", Rank.WORKSPACE_ADMINISTRATOR),
              changed("systemAdministrator", Rank.SYSTEM_ADMINISTRATOR),
              roles.changed(),
              changedBelowAdministrators(),
              // A day shows less than the moment that a program has set.
              expiry.filter(typed -> !isShown(typed))),
          "administrator",
          "user.saved");
    }
  }

  /** Those that aren't offered stay as they were: the form has them as they are. */
  private Map<Rank, Boolean> changedBelowAdministrators() {
    Map<Rank, Boolean> changes = new EnumMap<>(Rank.class);
    Rank.BELOW_ADMINISTRATORS.forEach(
        rank -> changed(rank.word(), rank).ifPresent(on -> changes.put(rank, on)));
    return changes;
  }

  /** Nothing where the box is as it was shown: a rank may have been taken since. */
  private Optional<Boolean> changed(String box, Rank rank) {
    boolean shown = List.of(getShownRanks().split(" ")).contains(rank.word());
    return Optional.of(form.isTicked(box)).filter(on -> on != shown);
  }

  /** The words of the ranks that the user had when the form was made. */
  public String getShownRanks() {
    return Objects.requireNonNullElseGet(
        request.getParameter(SHOWN_RANKS),
        () -> String.join(" ", Rank.words(of(User::ranks, Set.of()))));
  }

  /** When the account shall end: with that day in UTC. Nothing after saying that it is no day. */
  private Optional<Expiry> expiry() {
    String typed = form.text("expiryDate").strip();
    try {
      return Optional.of(
          new Expiry(
              Optional.of(typed)
                  .filter(day -> !day.isEmpty())
                  .map(day -> LocalDate.parse(day).plusDays(1).atStartOfDay())
                  .map(end -> end.toInstant(ZoneOffset.UTC))));
    } catch (DateTimeException e) {
      texts.wrong("expiryDate", "date.invalid");
      return Optional.empty();
    }
  }

  private boolean isShown(Expiry typed) {
    return typed.at().map(UserPage::day).equals(user.flatMap(User::expiresAt).map(UserPage::day));
  }

  /** The last day of an account. */
  private static String day(Instant end) {
    return LocalDate.ofInstant(end.minusNanos(1), ZoneOffset.UTC).toString();
  }

  /** Lets the user log in no longer. */
  public void deactivate() {
    change(UserChange.active(false), "", "user.deactivated");
  }

  /** Lets the user log in again. */
  public void activate() {
    change(UserChange.active(true), "", "user.activated");
  }

  /** Deletes the user. */
  public void delete() {
    attempt(
        "",
        () -> {
          deleteUser.delete(caller.get(), getName());
          back("user.deletedNotice");
        });
  }

  /** When what is kept of the user goes, if the user is deleted. */
  public Moment getEraseAt() {
    return texts.moment(user.flatMap(User::eraseAt));
  }

  /** Since when the account lies idle, if it does. */
  public Moment getIdleSince() {
    return texts.moment(user.flatMap(User::idleSince));
  }

  /** Lets the user try again after too many failures. */
  public void unlock() {
    attempt(
        "",
        () -> {
          unlockUser.unlock(caller.get(), getName());
          back("user.unlocked");
        });
  }

  /** Until when nobody can log in as the user. */
  public @Nullable Moment getLockedUntil() {
    return lockedUntil;
  }

  /** Takes away the link of the row whose button was pressed, if one was. */
  public void handle() {
    IdentityRow.pressed(request, "unlink", links())
        .ifPresent(
            link ->
                attempt(
                    "",
                    () -> {
                      linkedIdentities.unlink(
                          caller.get(), user.orElseThrow(), link.providerId(), link.subjectHash());
                      back("user.unlinked");
                    }));
  }

  private List<LinkedIdentity> links() {
    return of(found -> linkedIdentities.list(caller.get(), found), List.of());
  }

  /** Turns the user's two-factor authentication off. */
  public void resetSecondFactor() {
    attempt(
        "",
        () -> {
          resetUserSecondFactor.reset(caller.get(), getName());
          back("user.secondFactorReset");
        });
  }

  /** Gives the user a one-time password, and shows it. */
  public void resetPassword() {
    attempt(
        "",
        () ->
            resetUserPassword
                .reset(caller.get(), getName())
                .ifPresent(made -> shownOnce.go(address(), "user.passwordReset", List.of(made))));
  }

  private void change(UserChange change, String field, String notice) {
    attempt(
        field,
        () -> {
          changeUser.change(caller.get(), getName(), change);
          back(notice);
        });
  }

  private void attempt(String field, Runnable work) {
    try {
      work.run();
    } catch (Conflict e) {
      if (field.isEmpty() || RANK_LATER.contains(e.rule())) {
        texts.wrong(e);
      } else if (e.rule() == AdministrationRule.EXPIRING_ADMINISTRATOR) {
        texts.wrong("expiryDate", e);
      } else if (e.rule() == AdministrationRule.LAST_SYSTEM_ADMINISTRATOR) {
        texts.wrong("systemAdministrator", e);
      } else {
        texts.wrong(field, e);
      }
    } catch (InvalidInput e) {
      texts.wrong(e.rule() == AdministrationRule.EXPIRY_PAST ? "expiryDate" : "roles", e);
    } catch (NotPermitted e) {
      if (getBarrier().isEmpty()) {
        throw e;
      }
      refusedRequests.tell(request, Requests.path(request), RefusedRequests.NOT_PERMITTED);
      texts.wrong(outranked());
    }
  }

  private String outranked() {
    return of(User::isSystemAdministrator, false) ? "user.ofHigherRank" : "user.ranked";
  }

  /** Whether whoever looks may change the user. */
  public boolean isChangeable() {
    return user.filter(found -> Permissions.mayChange(caller.get(), found)).isPresent();
  }

  /** Why not, if somebody looks who may change others; empty otherwise. */
  public String getBarrier() {
    return currentUser.may(Permission.MANAGE_PEOPLE) && !isChangeable()
        ? texts.get(outranked())
        : "";
  }

  /**
   * Ranks and roles of the user, where whoever looks can't give them; empty where there are none.
   */
  public String getGivenText() {
    if (currentUser.may(Permission.ADMINISTER_WORKSPACE)) {
      return "";
    }
    return Stream.concat(
            of(User::ranks, Set.<Rank>of()).stream().map(rank -> texts.get("rank." + rank.word())),
            of(found -> grants.roles(found.id()), List.<String>of()).stream())
        .collect(Collectors.joining(", "));
  }

  private void back(String notice) {
    browser.go(address(), notice);
  }

  private String address() {
    return "/admin/user?name=" + Browser.encode(getName());
  }

  private <T> T of(Function<User, T> part, T otherwise) {
    return user.map(part).orElse(otherwise);
  }

  /** With which name the user logs in. */
  public String getName() {
    return of(User::name, "");
  }

  /** Whether the user may log in. */
  public boolean isActive() {
    return of(User::isActive, false);
  }

  /** Whether the user logs in with a second factor. */
  public boolean isSecondFactor() {
    return of(found -> secondFactor.isOn(found.id()), false);
  }

  /** By which identity providers the user is known. */
  public List<IdentityRow> getIdentities() {
    return IdentityRow.of(links(), providers, texts);
  }

  /** Whether the user has a password. */
  public boolean isWithPassword() {
    return of(found -> passwords.setAt(found.id()).isPresent(), false);
  }

  /** Whether a password would be good for nothing: people of the workspace must use a provider. */
  public boolean isPasswordForbidden() {
    return of(found -> signOnPolicy.forbidsPassword(caller.get(), found), false);
  }

  /** Whether the user is the person who looks at the page. */
  public boolean isSelf() {
    return of(found -> found.id().equals(caller.get().userId()), false);
  }

  /** When the user last did something. */
  public Moment getLastActivity() {
    return texts.moment(user.flatMap(User::lastActivityAt));
  }

  /** The password that was just made; empty if none was. */
  public String getCreatedPassword() {
    return String.join("", shownOnce.on(address()));
  }

  /** Whether the e-mail address is confirmed. */
  public boolean isEmailConfirmed() {
    return of(User::isEmailConfirmed, false);
  }

  /** Where mail to the person goes; empty for nowhere. */
  public String getConfirmedEmail() {
    return user.flatMap(User::confirmedEmail).orElse("");
  }

  /** The roles that the workspace gives to the user, to be ticked. */
  public Choices getRoles() {
    return roles;
  }

  public Form getForm() {
    return form;
  }
}
