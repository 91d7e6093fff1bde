package org.gatehouse.web.admin;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.gatehouse.core.access.AccessRule;
import org.gatehouse.core.access.Listing;
import org.gatehouse.core.administration.AddUser;
import org.gatehouse.core.administration.AddedUser;
import org.gatehouse.core.administration.FindUsers;
import org.gatehouse.core.administration.InviteUser;
import org.gatehouse.core.administration.NewUser;
import org.gatehouse.core.credential.SecondFactor;
import org.gatehouse.core.credential.password.Password;
import org.gatehouse.core.invitation.InvitationRule;
import org.gatehouse.core.refusal.Conflict;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.refusal.LimitExceeded;
import org.gatehouse.core.user.DisplayName;
import org.gatehouse.core.user.EmailAddress;
import org.gatehouse.core.user.User;
import org.gatehouse.core.user.UserList;
import org.gatehouse.core.user.UserName;
import org.gatehouse.http.CurrentCaller;
import org.gatehouse.web.Browser;
import org.gatehouse.web.Form;
import org.gatehouse.web.ShownOnce;
import org.gatehouse.web.Texts;
import org.jspecify.annotations.Nullable;

/** {@code /admin/users}: the users of the workspace, and a form to add one. */
@Named
@RequestScoped
public class UsersPage extends ListPage<User> {
  private static final String PAGE = "/admin/users";

  @Inject private CurrentCaller caller;
  @Inject private FindUsers findUsers;
  @Inject private AddUser addUser;
  @Inject private InviteUser inviteUser;
  @Inject private AccessChoices choices;
  @Inject private SecondFactor secondFactor;
  @Inject private UsersFilter filter;
  @Inject private Browser browser;
  @Inject private ShownOnce shownOnce;
  @Inject private Texts texts;
  @Inject private Clock clock;

  private final Form form =
      new Form("newName", "newEmail", "newDisplayName", "newPassword").boxes("newAdministrator");
  private List<String> created = List.of();
  private @Nullable List<InvitationRow> invitations;
  private Choices newRoles = Choices.NONE;

  @PostConstruct
  void offerRoles() {
    newRoles = choices.rolesToGive(Set.of());
    created = shownOnce.on(PAGE);
  }

  @Override
  String countedBy() {
    return "users.count";
  }

  @Override
  Listing<User> find(String wanted, int part, int size) {
    UserList found = findUsers.list(caller.get(), filter.search(wanted), part, size);
    return new Listing<>(found.users(), found.total());
  }

  @Override
  String query() {
    return super.query() + filter.query();
  }

  @Override
  boolean isFiltered() {
    return filter.isOn();
  }

  /** Which of them are shown, and in which order. */
  public UsersFilter getFilter() {
    return filter;
  }

  /** Whether not all are shown. */
  public boolean isPartial() {
    return isFiltered() || !getQ().isEmpty();
  }

  /** The orders, each with the address of the list in it. */
  public List<UsersFilter.Sorting> getSortings() {
    return filter.sortings(super.query());
  }

  /** Adds a user with a password to begin with, or says what is wrong beside each field. */
  public void add() {
    read().ifPresent(this::add);
  }

  /** Adds a user who chooses the password by the link of a mail, or says what is wrong. */
  public void invite() {
    read()
        .ifPresent(
            user -> {
              if (user.initialPassword().isPresent()) {
                texts.wrong("newPassword", "users.inviteWithoutPassword");
              } else {
                attempt(
                    () -> {
                      inviteUser.invite(caller.get(), user);
                      browser.go(PAGE, "user.invited");
                    });
              }
            });
  }

  private Optional<NewUser> read() {
    Optional<UserName> name = texts.read(form, "newName", UserName::new);
    Optional<EmailAddress> email = texts.read(form, "newEmail", EmailAddress::new);
    String typed = form.text("newDisplayName");
    String shown = typed.isBlank() ? form.text("newName") : typed;
    Optional<DisplayName> displayName =
        name.isEmpty()
            ? Optional.empty()
            : texts.read("newDisplayName", () -> new DisplayName(shown));
    if (name.isEmpty() || email.isEmpty() || displayName.isEmpty()) {
      return Optional.empty();
    }
    Optional<Password> initial =
        Optional.of(form.text("newPassword")).filter(text -> !text.isEmpty()).map(Password::new);
    return Optional.of(
        new NewUser(
            name.get(),
            email.get(),
            displayName,
            initial,
            form.isTicked("newAdministrator"),
            newRoles.names()));
  }

  private void add(NewUser user) {
    attempt(
        () -> {
          AddedUser added = addUser.add(caller.get(), user);
          if (added.madePassword().isPresent()) {
            List<String> lines = List.of(added.user().name(), added.madePassword().get());
            shownOnce.go(PAGE, "user.added", lines);
          } else {
            browser.go(PAGE, "user.added");
          }
        });
  }

  private void attempt(Runnable work) {
    try {
      work.run();
    } catch (InvalidInput e) {
      texts.wrong(e.rule() instanceof AccessRule ? "roles" : "newPassword", e);
    } catch (Conflict e) {
      if (e.rule() instanceof InvitationRule) {
        texts.wrong(e);
      } else {
        texts.wrong("newName", e);
      }
    } catch (LimitExceeded e) {
      texts.wrong("invitation.tooOften");
    }
  }

  /** Who was invited and hasn't come. */
  public List<InvitationRow> getInvitations() {
    List<InvitationRow> known = invitations;
    if (known == null) {
      known =
          inviteUser.list(caller.get()).stream()
              .map(invitation -> new InvitationRow(invitation, clock.instant(), texts))
              .toList();
      invitations = known;
    }
    return known;
  }

  /** The users of this page of the list. */
  public List<UserRow> getUsers() {
    List<User> users = items();
    Set<UUID> withSecondFactor = secondFactor.on(users.stream().map(User::id).toList());
    return users.stream()
        .map(user -> new UserRow(user, withSecondFactor.contains(user.id()), texts))
        .toList();
  }

  /** Name and password of the user that was just added; empty if none was. */
  public List<String> getCreated() {
    return created;
  }

  /** The roles that the new user can be given. */
  public Choices getNewRoles() {
    return newRoles;
  }

  public Form getForm() {
    return form;
  }
}
