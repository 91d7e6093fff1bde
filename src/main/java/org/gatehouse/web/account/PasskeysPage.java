package org.gatehouse.web.account;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.gatehouse.core.account.ManagePasskeys;
import org.gatehouse.core.account.RecentAuthentication;
import org.gatehouse.core.credential.passkey.PasskeyName;
import org.gatehouse.core.credential.passkey.PasskeyRule;
import org.gatehouse.core.refusal.BrokenRule;
import org.gatehouse.core.refusal.Conflict;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.session.DeviceName;
import org.gatehouse.http.Requests;
import org.gatehouse.web.Browser;
import org.gatehouse.web.Form;
import org.gatehouse.web.ShownOnce;
import org.gatehouse.web.Texts;
import org.jspecify.annotations.Nullable;

/** {@code /account/passkeys}: the own passkeys. */
@Named
@RequestScoped
public class PasskeysPage {
  private static final String HERE = "/account/passkeys";
  private static final String RECOVERY = "/account/second-factor";
  private static final String ADDING = "add";
  private static final String ONE = "key";

  @Inject private OwnAccount account;
  @Inject private OtherSessions otherSessions;
  @Inject private ManagePasskeys managePasskeys;
  @Inject private RecentAuthentication recentAuthentication;
  @Inject private Requests requests;
  @Inject private HttpServletRequest request;
  @Inject private ShownOnce shownOnce;
  @Inject private Browser browser;
  @Inject private Texts texts;

  private final Form form = new Form("passkeyName");
  private @Nullable List<PasskeyRow> rows;

  @PostConstruct
  void fillIn() {
    Optional<PasskeyRow> selected = find();
    form.put(
        "passkeyName",
        selected
            .map(row -> row.passkey().name())
            .orElseGet(() -> DeviceName.of(requests.client(request).userAgent())));
  }

  /** Says that there is no such page where the address names a passkey that isn't one's own. */
  public void prepare() {
    if (!browser.parameter(ONE).isEmpty()) {
      browser.require(find());
    }
  }

  /** The passkeys, the oldest first. */
  public List<PasskeyRow> getRows() {
    List<PasskeyRow> known = rows;
    if (known == null) {
      known =
          managePasskeys.list(account.caller()).stream()
              .map(passkey -> new PasskeyRow(passkey, texts))
              .toList();
      rows = known;
    }
    return known;
  }

  private Optional<PasskeyRow> find() {
    return browser
        .key(ONE)
        .flatMap(id -> getRows().stream().filter(row -> row.passkey().id().equals(id)).findFirst());
  }

  /** Whether the page is about one of them. */
  public boolean isOneSelected() {
    return find().isPresent();
  }

  /** Which. */
  public PasskeyRow getSelected() {
    return find().orElseThrow();
  }

  /** What authenticators may be told, as JSON. */
  public String getSignal() {
    return managePasskeys.signal(account.caller());
  }

  /** Begins to add one: goes where it is made, once the person has shown who it is. */
  public void begin() {
    trying(
        () -> {
          // Only whether it may be made; the page makes a challenge of its own.
          managePasskeys.options(account.caller());
          browser.go(HERE + "?" + ADDING + "=1");
        },
        texts::wrong);
  }

  /** Whether one is being added: the person has shown a moment ago who it is. */
  public boolean isAdding() {
    return !browser.parameter(ADDING).isEmpty() && recentAuthentication.isRecent(account.caller());
  }

  /** What the browser is asked, as JSON; empty if no passkey can be added. */
  public String getOptions() {
    try {
      return managePasskeys.options(account.caller());
    } catch (Conflict e) {
      return "";
    }
  }

  /** Adds what the browser has made, and goes where recovery codes are shown, if there are new. */
  public void add() {
    if (!isAdding()) {
      // Too late: the form in which it was made isn't on the page any longer, for a panel to send.
      texts.wrong(new InvalidInput(PasskeyRule.REFUSED));
      return;
    }
    trying(
        () -> {
          List<String> codes =
              managePasskeys.add(
                  account.caller(),
                  browser.parameter("passkey"),
                  new PasskeyName(form.text("passkeyName")));
          otherSessions.endIfTicked();
          if (codes.isEmpty()) {
            browser.go(HERE, "passkey.added");
          } else {
            shownOnce.go(RECOVERY, "passkey.added", codes);
          }
        },
        e -> texts.wrong("passkeyName", e));
  }

  /** Gives the one that the page is about another name. */
  public void rename() {
    trying(
        () -> {
          managePasskeys.rename(
              account.caller(), selected(), new PasskeyName(form.text("passkeyName")));
          browser.go(HERE, "saved");
        },
        e -> texts.wrong("passkeyName", e));
  }

  /** Removes it. */
  public void remove() {
    trying(
        () -> {
          managePasskeys.remove(account.caller(), selected());
          otherSessions.endIfTicked();
          browser.go(HERE, "passkey.removed");
        },
        texts::wrong);
  }

  private UUID selected() {
    return getSelected().passkey().id();
  }

  private static void trying(Runnable change, Consumer<BrokenRule> wrong) {
    try {
      change.run();
    } catch (InvalidInput | Conflict e) {
      wrong.accept(e);
    }
  }

  public Form getForm() {
    return form;
  }
}
