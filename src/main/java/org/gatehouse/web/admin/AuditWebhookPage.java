package org.gatehouse.web.admin;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.gatehouse.core.administration.ManageAuditWebhook;
import org.gatehouse.core.administration.ManageAuditWebhook.Present;
import org.gatehouse.core.audit.AuditFilter;
import org.gatehouse.core.audit.AuditRule;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.audit.delivery.Handed;
import org.gatehouse.core.refusal.Conflict;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.webhook.WebhookSecret;
import org.gatehouse.core.webhook.WebhookSettings;
import org.gatehouse.core.webhook.WebhookState;
import org.gatehouse.http.CurrentCaller;
import org.gatehouse.web.AuditRow;
import org.gatehouse.web.Browser;
import org.gatehouse.web.Form;
import org.gatehouse.web.Moment;
import org.gatehouse.web.ShownOnce;
import org.gatehouse.web.Texts;

/**
 * {@code /admin/audit-webhook}: where the audit log of the workspace is sent, and how that goes.
 */
@Named
@RequestScoped
public class AuditWebhookPage {
  private static final String PAGE = "/admin/audit-webhook";

  @Inject private CurrentCaller caller;
  @Inject private ManageAuditWebhook webhook;
  @Inject private ShownOnce shownOnce;
  @Inject private HttpServletRequest request;
  @Inject private Browser browser;
  @Inject private Texts texts;

  private final Form form = new Form("address", "outcome", "overlap");
  private WebhookSettings settings = WebhookSettings.NONE;
  private Optional<WebhookState> state = Optional.empty();
  private Choices types = Choices.NONE;
  private Optional<Handed> tested = Optional.empty();
  private List<String> shown = List.of();

  @PostConstruct
  void find() {
    Present present = webhook.find(caller.get());
    settings = present.settings();
    state = present.state();
    form.put("address", settings.address().map(URI::toString).orElse(""));
    form.put("outcome", settings.outcome());
    form.put("overlap", "24");
    shown = shownOnce.on(PAGE);
    types = new Choices("types", options(), settings.types(), request.getParameterValues("types"));
  }

  private List<Choices.Option> options() {
    return Stream.of(AuditType.values())
        .map(type -> new Choices.Option(type.word(), type.word(), texts.get(AuditRow.key(type))))
        .sorted(Comparator.comparing(Choices.Option::name))
        .toList();
  }

  /** Saves it, or says what is wrong beside each field; shows the secret that is made first. */
  public void save() {
    try {
      WebhookSettings wanted =
          WebhookSettings.of(form.text("address"), types.names(), form.text("outcome"));
      Present now = webhook.change(caller.get(), before -> wanted, Optional.empty());
      goOn("webhook.saved", now);
    } catch (InvalidInput e) {
      texts.wrong(field(e), e);
    }
  }

  private static String field(InvalidInput refused) {
    if (refused.rule() == AuditRule.TYPE_UNKNOWN) {
      return "types";
    }
    return refused.rule() == AuditRule.OUTCOME_INVALID ? "outcome" : "address";
  }

  private void goOn(String notice, Present now) {
    now.secret()
        .map(WebhookSecret::text)
        .ifPresentOrElse(
            secret -> shownOnce.go(PAGE, notice, List.of(secret)), () -> browser.go(PAGE, notice));
  }

  /** Sends a message without entries, and says what came of it. */
  public void test() {
    try {
      tested = Optional.of(webhook.test(caller.get()));
      state = webhook.find(caller.get()).state();
    } catch (Conflict e) {
      texts.wrong(e);
    }
  }

  /** Makes another secret and shows it, or says what is wrong. */
  public void rotateSecret() {
    try {
      Duration overlap = Duration.ofHours(Long.parseLong(form.text("overlap")));
      goOn("webhook.secretMade", webhook.rotateSecret(caller.get(), overlap));
    } catch (InvalidInput e) {
      texts.wrong("overlap", e);
    } catch (Conflict e) {
      texts.wrong(e);
    }
  }

  /** Sends nothing any longer. */
  public void remove() {
    webhook.change(caller.get(), before -> WebhookSettings.NONE, Optional.empty());
    browser.go(PAGE, "webhook.removed");
  }

  /** Whether there is a webhook. */
  public boolean isPresent() {
    return state.isPresent();
  }

  /** How it goes, in a word of programs. */
  public String getStatus() {
    return of(state -> Optional.of(state.word())).orElse("none");
  }

  /** The look of that. */
  public String getBadge() {
    return switch (getStatus()) {
      case "active" -> "good";
      case "failing" -> "warn";
      default -> "bad";
    };
  }

  /** When something has last come there. */
  public Moment getDelivered() {
    return texts.moment(of(WebhookState::deliveredAt));
  }

  /** When something has last not come there. */
  public Moment getFailed() {
    return texts.moment(of(WebhookState::failedAt));
  }

  /** Why not, in English; empty if that never was. */
  public String getLastError() {
    return state.map(WebhookState::lastError).orElse("");
  }

  /** How much waits, in words. */
  public String getWaiting() {
    return texts.get("webhook.waitingCount", state.map(now -> now.waiting().entries()).orElse(0));
  }

  /** Since when it does. */
  public Moment getWaitingSince() {
    return texts.moment(of(now -> now.waiting().since()));
  }

  /** Until when the secret before signs, too; empty if it doesn't. */
  public String getOldSecretUntil() {
    return of(WebhookState::oldSecretUntil).map(at -> texts.time(Optional.of(at))).orElse("");
  }

  private <T> Optional<T> of(Function<WebhookState, Optional<T>> part) {
    return state.flatMap(part);
  }

  /** The secret that was just made; empty if none was. */
  public String getSecret() {
    return shown.stream().findFirst().orElse("");
  }

  /** Whether it was tried just now. */
  public boolean isTested() {
    return tested.isPresent();
  }

  /** Whether that got there. */
  public boolean isArrived() {
    return tested.filter(handed -> handed.failure().isEmpty()).isPresent();
  }

  /** Why it didn't, in English; empty if it did. */
  public String getProblem() {
    return tested.flatMap(Handed::failure).orElse("");
  }

  /** The outcomes that can be chosen, and the one that there is: an API takes any. */
  public List<String> getOutcomes() {
    return Stream.of("ok", AuditFilter.NOT_OK, settings.outcome())
        .filter(word -> !word.isEmpty())
        .distinct()
        .toList();
  }

  /** What an outcome is called. */
  public String outcome(String word) {
    return switch (word) {
      case "ok" -> texts.get("audit.ok");
      case AuditFilter.NOT_OK -> texts.get("audit.notOk");
      default -> word;
    };
  }

  /** The types that can be ticked. */
  public Choices getTypes() {
    return types;
  }

  public Form getForm() {
    return form;
  }
}
