package org.gatehouse.web.account;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.gatehouse.core.oauth.OwnApplications;
import org.gatehouse.web.Browser;
import org.gatehouse.web.ScopeWords;
import org.gatehouse.web.Texts;
import org.jspecify.annotations.Nullable;

/** {@code /account/applications}: which applications have something of the person. */
@Named
@RequestScoped
public class OwnApplicationsPage {
  @Inject private OwnAccount account;
  @Inject private OwnApplications ownApplications;
  @Inject private Browser browser;
  @Inject private ScopeWords words;
  @Inject private Texts texts;

  private @Nullable List<OwnApplicationRow> rows;

  /** The applications, by name. */
  public List<OwnApplicationRow> getApplications() {
    List<OwnApplicationRow> known = rows;
    if (known == null) {
      known =
          ownApplications.of(account.caller()).stream()
              .map(one -> OwnApplicationRow.of(one, words, texts))
              .toList();
      rows = known;
    }
    return known;
  }

  /** Withdraws the access of the row whose button was pressed, if one was. */
  public void handle() {
    browser
        .key("withdraw")
        .ifPresent(
            client -> {
              ownApplications.withdraw(account.caller(), client);
              browser.go("/account/applications", "ownApplications.withdrawn");
            });
  }
}
