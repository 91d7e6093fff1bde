package org.gatehouse.web.admin;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import java.util.Optional;
import org.gatehouse.core.administration.FindUsers;
import org.gatehouse.core.administration.InviteUser;
import org.gatehouse.core.refusal.Conflict;
import org.gatehouse.core.refusal.LimitExceeded;
import org.gatehouse.core.user.User;
import org.gatehouse.http.CurrentCaller;
import org.gatehouse.web.Browser;
import org.gatehouse.web.Texts;
import org.jspecify.annotations.Nullable;

/** {@code /admin/user?name=…}: the invitation of a user who hasn't come yet. */
@Named
@RequestScoped
public class InvitedUserPage {
  @Inject private CurrentCaller caller;
  @Inject private FindUsers findUsers;
  @Inject private InviteUser inviteUser;
  @Inject private Browser browser;
  @Inject private Texts texts;
  @Inject private Clock clock;

  private @Nullable InvitationRow row;
  private boolean possible;

  @PostConstruct
  void find() {
    Optional<User> found = findUsers.find(caller.get(), name());
    possible = found.filter(user -> inviteUser.isPossible(caller.get(), user)).isPresent();
    row =
        found
            .flatMap(user -> inviteUser.of(caller.get(), user))
            .map(invitation -> new InvitationRow(invitation, clock.instant(), texts))
            .orElse(null);
  }

  /** Whether the user was invited and hasn't come. */
  public boolean isWaiting() {
    return row != null;
  }

  /** Whether the user can be sent one. */
  public boolean isPossible() {
    return possible;
  }

  /** The invitation, where there is one. */
  public @Nullable InvitationRow getRow() {
    return row;
  }

  /** Sends an invitation, or another one. */
  public void invite() {
    try {
      inviteUser.inviteAgain(caller.get(), name());
      browser.go(address(), "user.invited");
    } catch (Conflict e) {
      texts.wrong(e);
    } catch (LimitExceeded e) {
      texts.wrong("invitation.tooOften");
    }
  }

  /** Takes the invitation back. */
  public void withdraw() {
    inviteUser.withdraw(caller.get(), name());
    browser.go(address(), "invitation.withdrawn");
  }

  private String name() {
    return browser.parameter("name");
  }

  private String address() {
    return "/admin/user?name=" + Browser.encode(name());
  }
}
