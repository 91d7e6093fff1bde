package org.gatehouse.core.personal;

import static org.gatehouse.core.personal.PersonalRecord.many;
import static org.gatehouse.core.personal.PersonalRecord.one;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * All that is kept about people, in the order in which it can be removed: what refers to something
 * stands before it.
 */
public final class PersonalRecords {
  private static final String SECRET = "a secret, or made of one";
  private static final String FOUND_BY = "made of what is told, to find it by";
  private static final String KEY = "by which rows refer to each other, and to the person";
  private static final String REQUEST = "what an application has sent, secrets of its own in it";
  private static final String BOOKS = "how Gatehouse counts its own writes";
  private static final String PROVIDER =
      "(select p.name from IdentityProvider p where p.id = x.providerId)";

  private static final List<PersonalRecord> ALL =
      List.of(
          many("roles", "RoleGrant", "userId")
              .tells("name", "(select r.name from Role r where r.id = x.roleId)", role -> role)
              .withholds(KEY, "userId"),
          many("linked_identities", "LinkedIdentity", "user.id")
              .tells("provider", PROVIDER, provider -> provider)
              .tells("subject", "subject")
              .tells("provisioned", "provisioned")
              .tells("linked_at", "linkedAt")
              .tells("last_login_at", "lastLoginAt")
              .withholds(FOUND_BY, "subjectHash")
              .withholds(KEY, "user"),
          one("password", "PasswordCredential", "userId")
              .tells("changed_at", "changedAt")
              .tells("initial", "initial")
              .tells("expires_at", "expiresAt")
              .withholds(SECRET, "phc")
              .withholds(KEY, "userId"),
          one("totp", "TotpCredential", "userId")
              .tells("begun_at", "begunAt")
              .tells("confirmed_at", "confirmedAt")
              .withholds(SECRET, "encryptedSecret", "begunBy", "lastStep")
              .withholds(KEY, "userId"),
          many("recovery_codes", "RecoveryCode", "userId")
              .tells("used_at", "usedAt")
              .withholds(SECRET, "codeHash")
              .withholds(KEY, "userId"),
          many("passkeys", "Passkey", "userId")
              .tells("id", "id")
              .tells("name", "name")
              .tells("credential_id", "credentialId")
              .tells("sign_count", "signCount")
              .tells("backup_eligible", "backupEligible")
              .tells("backed_up", "backedUp")
              .tells("transports", "transports")
              .tells("created_at", "createdAt")
              .tells("last_used_at", "lastUsedAt")
              .withholds(SECRET, "credentialData")
              .withholds(KEY, "userId"),
          many("trusted_devices", "TrustedDevice", "userId")
              .tells("id", "id")
              .tells("user_agent", "userAgent")
              .tells("created_at", "createdAt")
              .tells("last_used_at", "lastUsedAt")
              .tells("expires_at", "expiresAt")
              .withholds(SECRET, "tokenHash")
              .withholds(KEY, "userId"),
          many("consents", "Consent", "key.userId")
              .tells("application", client("key.clientId"), PersonalRecord::clientName)
              .tells("client_id", "key.clientId")
              .tells("scope", "scope")
              .tells("granted_at", "grantedAt"),
          many("logins_at_applications", "Grant", "userId")
              .tells("application", client("clientId"), PersonalRecord::clientName)
              .tells("client_id", "clientId")
              .tells("session_id", "sessionId")
              .tells("offline", "offline")
              .tells("scope", "scope")
              .tells("audience", "audience")
              .tells("id_token_claims", "idTokenClaims")
              .tells("userinfo_claims", "userinfoClaims")
              .tells("amr", "amr")
              .tells("by_trusted_device", "byTrustedDevice")
              .tells("authenticated_at", "authenticatedAt")
              .tells("redirect_uri", "redirectUri")
              .tells("created_at", "createdAt")
              .tells("expires_at", "expiresAt")
              .tells("revoked_at", "revokedAt")
              .tells("ended_at", "endedAt")
              .withholds(SECRET, "codeHash", "codeChallenge", "nonce", "keyThumbprint")
              .withholds(SECRET, "refreshHash", "replacedHash")
              .withholds(BOOKS, "codeExpiresAt", "codeUsedAt", "replacedAt", "met")
              .withholds(KEY, "id", "userId"),
          many("logouts_to_be_told", "LogoutMessage", "userId")
              .tells("application", client("clientId"), PersonalRecord::clientName)
              .tells("client_id", "clientId")
              .tells("session_id", "sessionId")
              .tells("created_at", "createdAt")
              .tells("expires_at", "expiresAt")
              .withholds(BOOKS, "attempts", "dueAt")
              .withholds(KEY, "id", "userId"),
          many("devices_let_in", "DeviceAuthorization", "userId")
              .tells("application", client("clientId"), PersonalRecord::clientName)
              .tells("client_id", "clientId")
              .tells("session_id", "sessionId")
              .tells("scope", "scope")
              .tells("resources", "resources")
              .tells("allowed", "allowed")
              .tells("expires_at", "expiresAt")
              .withholds(SECRET, "codeHash", "userCodeHash")
              .withholds(BOOKS, "dueAt", "seconds")
              .withholds(KEY, "userId"),
          many("requests_of_applications", "WaitingRequest", "accountId")
              .tells("application", client("clientId"), PersonalRecord::clientName)
              .tells("client_id", "clientId")
              .tells("scope", "scope")
              .tells("login_hint", "loginHint")
              .tells("consent", "consent")
              .tells("created_at", "createdAt")
              .tells("expires_at", "expiresAt")
              .withholds(SECRET, "keyHash")
              .withholds(REQUEST, "parameters")
              .withholds(BOOKS, "issuer")
              .withholds(KEY, "accountId"),
          many("logins_at_providers", "SignOn", "userId")
              .tells("purpose", "purpose")
              .tells("provider", "provider.name")
              .tells("return_to", "returnTo")
              .tells("began_at", "beganAt")
              .tells("expires_at", "expiresAt")
              .tells("answered_at", "answeredAt")
              .withholds(SECRET, "handleHash", "requestId", "browserHash", "sealedSecret")
              .withholds(SECRET, "arrivalHash", "sealedAnswer")
              .withholds(BOOKS, "anew")
              .withholds(KEY, "userId"),
          many("waiting_logins", "PendingLogin", "user.id")
              .tells("remembered", "remembered")
              .tells("shown", "shown")
              .tells("expires_at", "expiresAt")
              .withholds(SECRET, "tokenHash", "phc")
              .withholds(KEY, "user"),
          many("sessions", "Session", "user.id")
              .tells("id", "id")
              .tells("user_agent", "userAgent")
              .tells("address", "address")
              .tells("remembered", "remembered")
              .tells("created_at", "createdAt")
              .tells("last_seen_at", "lastSeenAt")
              .tells("idle_until", "idleUntil")
              .tells("expires_at", "expiresAt")
              .tells("ended_at", "endedAt")
              .tells("key_id", "apiKeyId")
              .tells("provider", PROVIDER, provider -> provider)
              .tells("provider_protocol", "providerSource")
              .tells("amr", "amr")
              .tells("by_trusted_device", "byTrustedDevice")
              .tells("authenticated_at", "authenticatedAt")
              .tells("without_rank", "withoutRank")
              .withholds(BOOKS, "generation", "retirements", "met")
              .withholds(KEY, "user"),
          many("keys", "ApiKey", "userId")
              .tells("id", "id")
              .tells("name", "name")
              .tells("hint", "hint")
              .tells("scopes", "scopes")
              .tells("created_at", "createdAt")
              .tells("expires_at", "expiresAt")
              .tells("last_used_at", "lastUsedAt")
              .tells("revoked_at", "revokedAt")
              .withholds(SECRET, "keyHash")
              .withholds(KEY, "workspaceId", "userId"),
          many("states_of_programs", "ClientState", "userId")
              .tells("app", "app")
              .tells("state", "x.state", PersonalRecord::json)
              .withholds(KEY, "id", "userId"),
          many("address_confirmations", "AddressConfirmation", "user.id")
              .tells("email", "email")
              .tells("created_at", "createdAt")
              .tells("expires_at", "expiresAt")
              .withholds(SECRET, "tokenHash")
              .withholds(KEY, "id", "user"),
          many("password_resets", "PasswordReset", "user.id")
              .tells("email", "email")
              .tells("asked_from", "askedFrom")
              .tells("created_at", "createdAt")
              .tells("expires_at", "expiresAt")
              .tells("used_at", "claimedAt")
              .withholds(SECRET, "tokenHash")
              .withholds(FOUND_BY, "emailKey")
              .withholds(KEY, "id", "user"),
          one("invitation", "Invitation", "user.id")
              .tells("email", "email")
              .tells("created_at", "createdAt")
              .tells("expires_at", "expiresAt")
              .withholds(SECRET, "tokenHash")
              .withholds("who has invited the person is told as an administrator", "invitedBy")
              .withholds(KEY, "id", "user"),
          many("waiting_mails", "QueuedMail", "userId")
              .tells("kind", "kind")
              .tells("created_at", "createdAt")
              .tells("failed_at", "failedAt")
              .withholds(SECRET, "sealedMessage", "recipientKey")
              .withholds(BOOKS, "dueAt", "attempts")
              .withholds(KEY, "id", "workspaceId", "userId"),
          one("account", "User", "id")
              .tells("id", "id")
              .tells("workspace", "workspace.name")
              .tells("workspace_uid", "workspace.uid")
              .tells("name", "name")
              .tells("display_name", "displayName")
              .tells("email", "email")
              .tells("confirmed_email", "confirmedEmail")
              .tells("email_vouched", "emailVouched")
              .tells("language", "language")
              .tells("chosen_language", "chosenLanguage")
              .tells("color_scheme", "colorScheme")
              .tells("active", "active")
              .tells("administrator", "administrator")
              .tells("system_administrator", "systemAdministrator")
              .tells("ranks", "ranks")
              .tells("service_account", "serviceAccount")
              .tells("created_at", "createdAt")
              .tells("expires_at", "expiresAt")
              .tells("told_of_expiry", "expiryTold")
              .tells("last_activity_at", "lastActivityAt")
              .tells("activated_at", "activatedAt")
              .tells("idle_at", "idleAt")
              .tells("erase_at", "eraseAt")
              .withholds(FOUND_BY, "nameKey", "emailKey", "confirmedEmailKey", "searchText")
              .withholds(BOOKS, "version"));

  /** What else refers to people, by entity and attribute, and why it is neither. */
  static final Map<String, String> LEFT =
      Map.of(
          "AuditEvent.userId", "the log is told as activity, and kept as long as security needs it",
          "AuditEvent.actorId", "what the person did to others is about them; kept likewise",
          "Invitation.invitedBy", "an id in the invitation of somebody else, for seven days",
          "SignOnPolicy.wayBackUserId", "a setting of the workspace: who is named there can't go",
          "OpenedSession.sessionId", "sealed, as the provider told it; goes with the session",
          "ShownSecret.sessionId", "a secret, for minutes; goes with the session");

  private PersonalRecords() {}

  /** What an application has told of itself whose key is in an attribute. */
  private static String client(String attribute) {
    return "(select c.metadata from RegisteredClient c where c.id = x." + attribute + ")";
  }

  /** All, what refers to something before it. */
  public static List<PersonalRecord> all() {
    return ALL;
  }

  /** All, that about the account itself first. */
  public static List<PersonalRecord> accountFirst() {
    List<PersonalRecord> all = new ArrayList<>(ALL);
    Collections.rotate(all, 1);
    return all;
  }
}
