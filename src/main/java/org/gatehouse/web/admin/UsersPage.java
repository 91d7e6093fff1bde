package org.gatehouse.web.admin;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.gatehouse.container.CurrentCaller;
import org.gatehouse.core.administration.AddedUser;
import org.gatehouse.core.administration.ManageUsers;
import org.gatehouse.core.administration.NewUser;
import org.gatehouse.core.credential.password.Password;
import org.gatehouse.core.credential.totp.Totp;
import org.gatehouse.core.input.Busy;
import org.gatehouse.core.input.Conflict;
import org.gatehouse.core.input.InvalidInput;
import org.gatehouse.core.user.DisplayName;
import org.gatehouse.core.user.EmailAddress;
import org.gatehouse.core.user.User;
import org.gatehouse.core.user.UserList;
import org.gatehouse.core.user.UserName;
import org.gatehouse.web.Browser;
import org.gatehouse.web.Texts;
import org.jspecify.annotations.Nullable;

/** {@code /admin/users}: the users of the workspace, and a form to add one. */
@Named
@RequestScoped
public class UsersPage {
  private static final int SIZE = 20;
  private static final int LAST_PAGE = 1_000_000;

  @Inject private CurrentCaller caller;
  @Inject private ManageUsers manageUsers;
  @Inject private Totp totp;
  @Inject private Texts texts;

  private String search = "";
  private int page = 1;
  private String newName = "";
  private String newEmail = "";
  private String newDisplayName = "";
  private String newPassword = "";
  private boolean newAdministrator;
  private String createdUser = "";
  private String createdPassword = "";
  private @Nullable UserList found;

  /** Adds a user, or says what is wrong beside each field. */
  public void add() {
    Optional<UserName> name = texts.read("newName", () -> new UserName(newName));
    Optional<EmailAddress> email = texts.read("newEmail", () -> new EmailAddress(newEmail));
    String shown = newDisplayName.isBlank() ? newName : newDisplayName;
    Optional<DisplayName> displayName =
        name.isEmpty()
            ? Optional.empty()
            : texts.read("newDisplayName", () -> new DisplayName(shown));
    if (name.isPresent() && email.isPresent() && displayName.isPresent()) {
      Optional<Password> initial =
          Optional.of(newPassword).filter(typed -> !typed.isEmpty()).map(Password::new);
      add(new NewUser(name.get(), email.get(), displayName, initial, newAdministrator, List.of()));
    }
  }

  private void add(NewUser user) {
    try {
      AddedUser added = manageUsers.add(caller.get(), user);
      createdUser = added.user().name();
      createdPassword = added.madePassword().orElse("");
      newName = "";
      newEmail = "";
      newDisplayName = "";
      newAdministrator = false;
      // Faces has looked at the list before it got here.
      found = null;
      texts.well("user.added");
    } catch (InvalidInput e) {
      texts.wrong("newPassword", e);
    } catch (Conflict e) {
      texts.wrong("newName", e.rule());
    } catch (Busy e) {
      texts.wrong("login.busy");
    }
  }

  /** The users of this page of the list. */
  public List<UserRow> getUsers() {
    List<User> users = found().users();
    Set<UUID> withSecondFactor = totp.on(users.stream().map(User::id).toList());
    return users.stream()
        .map(user -> new UserRow(user, withSecondFactor.contains(user.id()), texts))
        .toList();
  }

  /** How many users there are on all pages. */
  public long getTotal() {
    return found().total();
  }

  /** How many pages there are. */
  public long getPages() {
    return Math.max(1, (found().total() + SIZE - 1) / SIZE);
  }

  /** Whether there is a page before. */
  public boolean isHasPrevious() {
    return page > 1;
  }

  /** Whether there is a page after. */
  public boolean isHasNext() {
    return page < getPages();
  }

  /** Where the page before is. */
  public String getPreviousUrl() {
    return url(page - 1);
  }

  /** Where the page after is. */
  public String getNextUrl() {
    return url(page + 1);
  }

  private static String url(String search, int page) {
    return "?q=" + Browser.encode(search) + "&page=" + page;
  }

  private String url(int to) {
    return url(search, to);
  }

  private UserList found() {
    UserList known = found;
    if (known == null) {
      known = manageUsers.list(caller.get(), search, page, SIZE);
      found = known;
    }
    return known;
  }

  /** What is searched for. */
  public String getQ() {
    return search;
  }

  /** What is searched for. */
  public void setQ(String q) {
    search = q;
  }

  /** Which page, from 1. */
  public int getPage() {
    return page;
  }

  /** Which page, from 1. */
  public void setPage(int page) {
    this.page = Math.max(1, Math.min(page, LAST_PAGE));
  }

  /** The name of the user that was just added; empty if none was. */
  public String getCreatedUser() {
    return createdUser;
  }

  /** The password that was just made, shown this once; empty if none was. */
  public String getCreatedPassword() {
    return createdPassword;
  }

  /** What was typed as the user name. */
  public String getNewName() {
    return newName;
  }

  /** What was typed as the user name. */
  public void setNewName(String newName) {
    this.newName = newName;
  }

  /** What was typed as the e-mail address. */
  public String getNewEmail() {
    return newEmail;
  }

  /** What was typed as the e-mail address. */
  public void setNewEmail(String newEmail) {
    this.newEmail = newEmail;
  }

  /** What was typed as the display name. */
  public String getNewDisplayName() {
    return newDisplayName;
  }

  /** What was typed as the display name. */
  public void setNewDisplayName(String newDisplayName) {
    this.newDisplayName = newDisplayName;
  }

  /** Never shown again. */
  public String getNewPassword() {
    return "";
  }

  /** What was typed as the initial password. */
  public void setNewPassword(String newPassword) {
    this.newPassword = newPassword;
  }

  /** Whether the user is to administer the workspace. */
  public boolean isNewAdministrator() {
    return newAdministrator;
  }

  /** Whether the user is to administer the workspace. */
  public void setNewAdministrator(boolean newAdministrator) {
    this.newAdministrator = newAdministrator;
  }
}
