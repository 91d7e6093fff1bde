package org.gatehouse.work;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.gatehouse.core.account.ShownSecrets;
import org.gatehouse.core.address.Addresses;
import org.gatehouse.core.administration.BoundKeys;
import org.gatehouse.core.administration.EraseAccounts;
import org.gatehouse.core.administration.ExpireAccounts;
import org.gatehouse.core.administration.IdleAccounts;
import org.gatehouse.core.audit.AuditRetention;
import org.gatehouse.core.credential.apikey.ApiKeys;
import org.gatehouse.core.database.OldRows;
import org.gatehouse.core.guard.GuessGuard;
import org.gatehouse.core.invitation.Invitations;
import org.gatehouse.core.limit.Limits;
import org.gatehouse.core.login.PendingLogins;
import org.gatehouse.core.login.TrustedDevices;
import org.gatehouse.core.mail.DeliverMail;
import org.gatehouse.core.oauth.client.RegisteredClients;
import org.gatehouse.core.oauth.device.DeviceAuthorizations;
import org.gatehouse.core.oauth.grant.Grants;
import org.gatehouse.core.oauth.request.WaitingRequests;
import org.gatehouse.core.oauth.token.RevokedTokens;
import org.gatehouse.core.replay.ReplayCache;
import org.gatehouse.core.reset.ResetRequestWorker;
import org.gatehouse.core.secret.SealAnew;
import org.gatehouse.core.session.EndOverSessions;
import org.gatehouse.core.session.RemoveSessions;
import org.gatehouse.core.signon.SignOns;
import org.gatehouse.core.token.SigningKeys;
import org.gatehouse.core.webhook.AuditWebhooks;

/** The hourly tasks of the core. */
@Singleton
class HourlyTasks {
  @Produces
  HourlyTask signingKeys(SigningKeys keys) {
    return new HourlyTask("rotating signing keys", keys::rotate);
  }

  @Produces
  HourlyTask sessions(RemoveSessions sessions) {
    return new HourlyTask("removing ended sessions", sessions::run);
  }

  @Produces
  HourlyTask overSessions(EndOverSessions sessions) {
    return new HourlyTask("ending sessions that are over by a policy", sessions::run);
  }

  @Produces
  HourlyTask pendingLogins(PendingLogins logins) {
    return new HourlyTask("removing expired logins", logins::removeExpired);
  }

  @Produces
  HourlyTask trustedDevices(TrustedDevices devices) {
    return new HourlyTask("removing devices that are trusted no longer", devices::removeExpired);
  }

  @Produces
  HourlyTask failures(GuessGuard guard) {
    return new HourlyTask("removing old failures", guard::removeOld);
  }

  @Produces
  HourlyTask limits(Limits limits) {
    return new HourlyTask("removing full buckets", limits::removeExpired);
  }

  @Produces
  HourlyTask boundKeys(BoundKeys keys) {
    return new HourlyTask("giving keys the end that their workspace wants", keys::run);
  }

  @Produces
  HourlyTask apiKeys(ApiKeys keys) {
    return new HourlyTask("removing ended keys", keys::removeEnded);
  }

  @Produces
  HourlyTask clientSecrets(RegisteredClients clients) {
    return new HourlyTask("removing ended secrets of clients", clients::removeExpiredSecrets);
  }

  @Produces
  HourlyTask webhookSecrets(AuditWebhooks webhooks) {
    return new HourlyTask("removing ended secrets of webhooks", webhooks::removeOldSecrets);
  }

  @Produces
  HourlyTask revokedTokens(RevokedTokens tokens) {
    return new HourlyTask("removing revoked tokens that have expired", tokens::removeExpired);
  }

  @Produces
  HourlyTask grants(Grants grants) {
    return new HourlyTask("removing grants that have ended", grants::removeExpired);
  }

  @Produces
  HourlyTask devices(DeviceAuthorizations devices) {
    return new HourlyTask("removing devices that nobody has let in", devices::removeExpired);
  }

  @Produces
  HourlyTask authorizationRequests(WaitingRequests requests) {
    return new HourlyTask("removing requests of applications", requests::removeExpired);
  }

  @Produces
  HourlyTask passwordResets(ResetRequestWorker resets) {
    return new HourlyTask("removing tokens for new passwords", resets::removeOld);
  }

  @Produces
  HourlyTask audit(AuditRetention retention) {
    return new HourlyTask("removing old audit entries", retention::removeOld);
  }

  @Produces
  HourlyTask mails(DeliverMail mails) {
    return new HourlyTask("removing mails given up", mails::removeGivenUp);
  }

  @Produces
  HourlyTask confirmations(Addresses addresses) {
    return new HourlyTask(
        "removing links for confirming addresses",
        () -> OldRows.inBatches(addresses::removeExpired));
  }

  @Produces
  HourlyTask invitations(Invitations invitations) {
    return new HourlyTask("removing invitations that nobody accepted", invitations::removeOld);
  }

  @Produces
  HourlyTask expiry(ExpireAccounts accounts) {
    return new HourlyTask("deactivating accounts that have expired", accounts::run);
  }

  @Produces
  HourlyTask idleness(IdleAccounts accounts) {
    return new HourlyTask("deactivating accounts that lie idle", accounts::run);
  }

  @Produces
  HourlyTask erasure(EraseAccounts accounts) {
    return new HourlyTask("removing what is kept of deleted people", accounts::run);
  }

  @Produces
  HourlyTask shownSecrets(ShownSecrets secrets) {
    return new HourlyTask("removing secrets that were shown", secrets::removeExpired);
  }

  @Produces
  HourlyTask signOns(SignOns signOns) {
    return new HourlyTask("removing logins at providers", signOns::removeExpired);
  }

  @Produces
  HourlyTask replays(ReplayCache cache) {
    return new HourlyTask("removing messages too old to be replayed", cache::removeExpired);
  }

  @Produces
  HourlyTask sealedSecrets(SealAnew sealAnew) {
    return new HourlyTask("sealing secrets anew", sealAnew::run);
  }
}
