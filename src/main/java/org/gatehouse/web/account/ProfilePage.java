package org.gatehouse.web.account;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Optional;
import org.gatehouse.core.account.ChangeProfile;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.refusal.LimitExceeded;
import org.gatehouse.core.user.DisplayName;
import org.gatehouse.core.user.EmailAddress;
import org.gatehouse.core.user.User;
import org.gatehouse.web.Browser;
import org.gatehouse.web.Form;
import org.gatehouse.web.Texts;

/** {@code /account/profile}: display name and e-mail address. */
@Named
@RequestScoped
public class ProfilePage {
  @Inject private OwnAccount account;
  @Inject private ChangeProfile changeProfile;
  @Inject private Browser browser;
  @Inject private Texts texts;

  private final Form form = new Form("displayName", "email");

  @PostConstruct
  void fillIn() {
    form.put("displayName", account.user().map(User::displayName).orElse(""));
    form.put("email", account.user().map(User::email).orElse(""));
  }

  /** Saves what was changed, or says what is wrong beside each field. */
  public void save() {
    User user = account.user().orElseThrow();
    Optional<DisplayName> name = texts.read(form, "displayName", DisplayName::new);
    Optional<EmailAddress> address = texts.read(form, "email", EmailAddress::new);
    if (name.isEmpty() || address.isEmpty()) {
      return;
    }
    boolean moves = !address.get().value().equals(user.email());
    if (moves && account.getForm().text("currentPassword").isEmpty() && !account.isByProvider()) {
      texts.wrong("currentPassword", "profile.passwordMissing");
      return;
    }
    try {
      if (moves) {
        account.confirm();
        if (!isMoved(address.get())) {
          return;
        }
      }
      if (!name.get().value().equals(user.displayName())) {
        changeProfile.rename(account.caller(), name.get());
      }
      browser.go("/account/profile", "saved");
    } catch (InvalidInput e) {
      texts.wrong("currentPassword", e);
    }
  }

  private boolean isMoved(EmailAddress to) {
    try {
      changeProfile.moveTo(account.caller(), to);
      return true;
    } catch (LimitExceeded e) {
      texts.wrong("email", "address.tooMany");
      return false;
    }
  }

  /** Sends the link to the declared address again. */
  public void sendLinkAgain() {
    try {
      changeProfile.sendLinkAgain(account.caller());
      browser.go("/account/profile", "address.sent");
    } catch (LimitExceeded e) {
      texts.wrong("address.tooMany");
    }
  }

  /** Takes the change of the address back. */
  public void withdraw() {
    changeProfile.withdrawMove(account.caller());
    browser.go("/account/profile", "address.withdrawn");
  }

  /** Whether the declared e-mail address is confirmed. */
  public boolean isConfirmed() {
    return account.isEmailConfirmed();
  }

  /** The address that waits to be confirmed, whatever was typed into the form. */
  public String getDeclaredEmail() {
    return account.user().map(User::email).orElse("");
  }

  /** Where mail to the person goes meanwhile; empty for nowhere. */
  public String getConfirmedEmail() {
    return account.user().flatMap(User::confirmedEmail).orElse("");
  }

  /** What the person may do, in a word or two. */
  public String getRoleText() {
    return account.roleText();
  }

  public Form getForm() {
    return form;
  }
}
