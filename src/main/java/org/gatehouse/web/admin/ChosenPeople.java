package org.gatehouse.web.admin;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.gatehouse.core.account.Permissions;
import org.gatehouse.core.administration.ChangeUser;
import org.gatehouse.core.administration.ManageUserSessions;
import org.gatehouse.core.administration.UserChange;
import org.gatehouse.core.refusal.Conflict;
import org.gatehouse.core.refusal.NotPermitted;
import org.gatehouse.core.user.Permission;
import org.gatehouse.http.CurrentCaller;
import org.gatehouse.web.Browser;
import org.gatehouse.web.CurrentUser;
import org.gatehouse.web.Texts;

/**
 * What is done on {@code /admin/users} to several people at once: those whose boxes are ticked.
 * Each is a change of its own, and one that is refused keeps none of the others back.
 */
@Named
@RequestScoped
public class ChosenPeople {
  private static final String BOXES = "chosen";

  @Inject private CurrentCaller caller;
  @Inject private CurrentUser currentUser;
  @Inject private ChangeUser changeUser;
  @Inject private ManageUserSessions manageSessions;
  @Inject private HttpServletRequest request;
  @Inject private Browser browser;
  @Inject private Texts texts;

  /** Lets them log in no longer. */
  public void deactivate() {
    each(
        "users.deactivated",
        name -> changeUser.change(caller.get(), name, UserChange.active(false)));
  }

  /** Lets them log in again. */
  public void activate() {
    each("users.activated", name -> changeUser.change(caller.get(), name, UserChange.active(true)));
  }

  /** Ends all their sessions. */
  public void endSessions() {
    each("users.sessionsEnded", name -> manageSessions.endAll(caller.get(), name));
  }

  private void each(String notice, Consumer<String> change) {
    Permissions.require(caller.get(), Permission.MANAGE_PEOPLE);
    List<String> names = getNames();
    if (names.isEmpty()) {
      texts.wrong("users.noneChosen");
      return;
    }
    boolean all = true;
    for (String name : names) {
      all &= isDone(name, change);
    }
    if (all) {
      browser.go("/admin/users", notice);
    }
  }

  private boolean isDone(String name, Consumer<String> change) {
    try {
      if (name.equalsIgnoreCase(currentUser.getUserName())) {
        texts.wrongOf(name, texts.get("users.chosenSelf"));
        return false;
      }
      change.accept(name);
      return true;
    } catch (Conflict e) {
      texts.wrongOf(name, texts.get(e));
    } catch (NotPermitted e) {
      texts.wrongOf(name, texts.get("user.ranked"));
    }
    return false;
  }

  /** The user names of those who are ticked, as many as a page can show. */
  public List<String> getNames() {
    return Stream.of(Objects.requireNonNullElse(request.getParameterValues(BOXES), new String[0]))
        .distinct()
        .limit(ListPage.SIZE)
        .toList();
  }
}
