package org.gatehouse.core.administration;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.gatehouse.core.account.Permissions;
import org.gatehouse.core.account.ReauthenticationRequired;
import org.gatehouse.core.audit.Audit;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.audit.delivery.Handed;
import org.gatehouse.core.database.Transactions;
import org.gatehouse.core.refusal.Conflict;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.refusal.NotPermitted;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.user.Permission;
import org.gatehouse.core.webhook.AuditWebhooks;
import org.gatehouse.core.webhook.SendWebhook;
import org.gatehouse.core.webhook.WebhookRule;
import org.gatehouse.core.webhook.WebhookSecret;
import org.gatehouse.core.webhook.WebhookSettings;
import org.gatehouse.core.webhook.WebhookState;
import org.gatehouse.core.workspace.Workspaces;

/**
 * Where the own workspace has its audit log sent. Who may read the log sees how that goes;
 * administrators alone say where to, as what is sent from then on leaves the house for good. All of
 * it throws {@link NotPermitted} if the caller may not, and a change {@link
 * ReauthenticationRequired} if the caller hasn't shown a moment ago who it is.
 */
@Singleton
public class ManageAuditWebhook {
  /** For how long the secret before goes on where another is given with the settings. */
  private static final Duration USUAL_OVERLAP = Duration.ofDays(1);

  private final Permissions permissions;
  private final Workspaces workspaces;
  private final AuditWebhooks webhooks;
  private final SendWebhook sendWebhook;
  private final Audit audit;
  private final Transactions transactions;

  @Inject
  ManageAuditWebhook(
      Permissions permissions,
      Workspaces workspaces,
      AuditWebhooks webhooks,
      SendWebhook sendWebhook,
      Audit audit,
      Transactions transactions) {
    this.permissions = permissions;
    this.workspaces = workspaces;
    this.webhooks = webhooks;
    this.sendWebhook = sendWebhook;
    this.audit = audit;
    this.transactions = transactions;
  }

  /**
   * What there is.
   *
   * @param settings what the workspace wants; of the address only its origin, where the caller
   *     doesn't administer the workspace
   * @param state how it goes; nothing where there is no webhook
   * @param secret the secret that was made just now, if one was
   */
  public record Present(
      WebhookSettings settings, Optional<WebhookState> state, Optional<WebhookSecret> secret) {}

  /** What there is. */
  public Present find(Caller caller) {
    Permissions.require(caller, Permission.READ_AUDIT);
    return present(caller, Optional.empty());
  }

  private Present present(Caller caller, Optional<WebhookSecret> made) {
    UUID workspace = caller.workspaceId();
    WebhookSettings settings = webhooks.settings(workspace);
    WebhookSettings shown =
        caller.may(Permission.ADMINISTER_WORKSPACE)
            ? settings
            : new WebhookSettings(
                settings.origin().map(URI::create), settings.types(), settings.outcome());
    return new Present(shown, webhooks.state(workspace), made);
  }

  /**
   * Changes it; what is the same already is no change.
   *
   * @param change what it is to be, of what it is
   * @param secret another secret, if one is given
   * @throws InvalidInput if there is a secret without an address, or one that this server may not
   *     call
   */
  public Present change(
      Caller caller, UnaryOperator<WebhookSettings> change, Optional<WebhookSecret> secret) {
    return transactions.call(
        () -> {
          permissions.requireRecent(caller, Permission.ADMINISTER_WORKSPACE);
          UUID workspace = caller.workspaceId();
          workspaces.lock(workspace);
          WebhookSettings before = webhooks.settings(workspace);
          WebhookSettings after = change.apply(before);
          Optional<WebhookSecret> made = Optional.empty();
          if (!after.equals(before) || (secret.isPresent() && after.address().isEmpty())) {
            made = webhooks.set(workspace, after, secret);
            audit.record(
                caller
                    .acting(AuditType.AUDIT_WEBHOOK, "ok")
                    .changes(before.audited(), after.audited())
                    .changeHidden("address", text(before), text(after)));
          }
          secret
              .filter(other -> before.address().isPresent() && !webhooks.has(workspace, other))
              .ifPresent(other -> replaceSecret(caller, Optional.of(other), USUAL_OVERLAP));
          return present(caller, made);
        });
  }

  private static String text(WebhookSettings settings) {
    return settings.address().map(URI::toString).orElse("");
  }

  /**
   * Makes another secret; the one before goes on for a while, and messages have two signatures.
   *
   * @param overlap for how long
   * @throws Conflict if there is no webhook
   * @throws InvalidInput if the overlap is too long
   */
  public Present rotateSecret(Caller caller, Duration overlap) {
    return transactions.call(
        () -> {
          permissions.requireRecent(caller, Permission.ADMINISTER_WORKSPACE);
          workspaces.lock(caller.workspaceId());
          return present(caller, Optional.of(replaceSecret(caller, Optional.empty(), overlap)));
        });
  }

  private WebhookSecret replaceSecret(
      Caller caller, Optional<WebhookSecret> given, Duration overlap) {
    WebhookSecret next =
        webhooks
            .replaceSecret(caller.workspaceId(), given, overlap)
            .orElseThrow(() -> new Conflict(WebhookRule.NONE));
    audit.record(caller.acting(AuditType.AUDIT_WEBHOOK_SECRET, "ok").detail("within " + overlap));
    return next;
  }

  /**
   * Sends a message without entries. Where that gets there, entries are sent on, too, if they
   * weren't any longer. It takes as long as the other side takes to answer, with no transaction
   * open.
   *
   * @return how it went
   * @throws Conflict if there is no webhook
   */
  public Handed test(Caller caller) {
    transactions.run(() -> permissions.requireStill(caller, Permission.ADMINISTER_WORKSPACE));
    Handed handed =
        sendWebhook.test(caller.workspaceId()).orElseThrow(() -> new Conflict(WebhookRule.NONE));
    if (handed.result() == Handed.Result.DELIVERED) {
      transactions.run(
          () -> {
            if (webhooks.resume(caller.workspaceId())) {
              audit.record(caller.acting(AuditType.AUDIT_WEBHOOK, "resumed"));
            }
          });
    }
    return handed;
  }
}
