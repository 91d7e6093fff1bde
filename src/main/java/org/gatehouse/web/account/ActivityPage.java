package org.gatehouse.web.account;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Optional;
import org.gatehouse.core.account.DisownActivity;
import org.gatehouse.core.account.DisownActivity.Remedy;
import org.gatehouse.core.account.ReauthenticationRule;
import org.gatehouse.core.administration.AuditPart;
import org.gatehouse.core.administration.ReadAudit;
import org.gatehouse.core.audit.AuditCursor;
import org.gatehouse.core.credential.password.Password;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.web.AuditRow;
import org.gatehouse.web.Browser;
import org.gatehouse.web.Form;
import org.gatehouse.web.Texts;
import org.jspecify.annotations.Nullable;

/** {@code /account/activity}: what happened to the account, and what to do if it was a stranger. */
@Named
@RequestScoped
public class ActivityPage {
  private static final int SIZE = 25;

  @Inject private OwnAccount account;
  @Inject private ReadAudit readAudit;
  @Inject private DisownActivity disownActivity;
  @Inject private Browser browser;
  @Inject private Texts texts;

  private final Form form = new Form("newPassword");
  private @Nullable Remedy remedy;
  private AuditPart found = new AuditPart(List.of(), Optional.empty());

  /** Looks up what the address asks for. */
  public void find() {
    try {
      Optional<AuditCursor> after = AuditCursor.find(browser.parameter("cursor"));
      found = readAudit.own(account.caller(), after, SIZE);
    } catch (InvalidInput e) {
      texts.wrong(e);
    }
  }

  /** The entries, the newest first. */
  public List<AuditRow> getEntries() {
    return found.entries().stream().map(entry -> new AuditRow(entry, texts)).toList();
  }

  /** Where the older ones are; empty if there are none. */
  public String getOlderUrl() {
    return found.next().map(next -> "?cursor=" + next.text()).orElse("");
  }

  /** What becomes of the password if that was a stranger. */
  public Remedy getRemedy() {
    Remedy known = remedy;
    if (known == null) {
      known = disownActivity.remedy(account.caller());
      remedy = known;
    }
    return known;
  }

  /** Whether another has to be chosen before anything ends. */
  public boolean isChoosing() {
    return getRemedy() == Remedy.CHOOSE;
  }

  /** Ends whatever is open in the name of the person. */
  public void disown() {
    try {
      browser.leave("activity.disowned." + end());
    } catch (InvalidInput e) {
      boolean current = e.rule() instanceof ReauthenticationRule;
      texts.wrong(current ? "currentPassword" : "newPassword", e);
    }
  }

  private Remedy end() {
    if (!isChoosing()) {
      return disownActivity.disown(account.caller());
    }
    disownActivity.disown(
        account.caller(),
        account.typedPassword(),
        account.typedCode(),
        new Password(form.text("newPassword")));
    return Remedy.CHOOSE;
  }

  public Form getForm() {
    return form;
  }
}
