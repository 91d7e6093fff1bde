package org.gatehouse.core.audit;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What was attempted. {@code docs/operations.md} lists them for operators; a test compares. */
public enum AuditType {
  /**
   * An authenticated caller was refused for lack of rank or role, a request for a wrong csrf or a
   * foreign origin. The outcome says which, the detail where.
   */
  ACCESS,
  /**
   * A user said that somebody else had acted in the own name: all sessions ended, the keys that are
   * among the changes were revoked, and a password is good for nothing any longer.
   */
  ACTIVITY_DISOWN,
  /** A user was made an administrator of the workspace. */
  ADMINISTRATOR_GRANT,
  /** A user is an administrator of the workspace no longer. */
  ADMINISTRATOR_REVOKE,
  /**
   * Keys got the end that their workspace lets them have by now; the detail is how many there were.
   */
  API_KEY_BOUND,
  /** A key was made: a user key, a service account's or a developer key. */
  API_KEY_MAKE,
  /** A key was revoked. */
  API_KEY_REVOKE,
  /** A key was replaced by a new one; the detail says which, and the changes are the new one's. */
  API_KEY_ROTATE,
  /** An application showed a wrong developer key. */
  APPLICATION,
  /**
   * An entry of the audit log wasn't taken where it is sent, though the next one was, and was left
   * out; the outcome says where, the detail which, and why.
   */
  AUDIT_DELIVERY_SKIP,
  /** The audit log was read as a whole, as a file; the detail is what was asked for. */
  AUDIT_EXPORT,
  /**
   * Where the audit log of the workspace is sent was set, changed or taken away, or what of it; the
   * address is among the changes as a hash, as it may hold a secret.
   */
  AUDIT_WEBHOOK,
  /** That place got another secret; the detail says for how long the old one signs as well. */
  AUDIT_WEBHOOK_SECRET,
  /** Nothing is sent there any longer, as nothing has come there; the detail is the last error. */
  AUDIT_WEBHOOK_STOP,
  /** A request carried credentials of two users. */
  AUTHENTICATION,
  /** What the workspace demands of logins was changed. */
  AUTHENTICATION_POLICY,
  /**
   * An application asked for somebody's login and got a code, or didn't; the detail is its name and
   * what it wanted, or the way back that it isn't registered for.
   */
  AUTHORIZATION,
  /** How the pages of the workspace look was changed; of a picture, the changes have the hash. */
  BRANDING,
  /** An application was registered, to log people in here. */
  CLIENT_ADD,
  /**
   * An application didn't prove that it is who it says; the detail is its name, if there is one.
   */
  CLIENT_AUTHENTICATION,
  /** Such an application was changed. */
  CLIENT_CHANGE,
  /** Such an application was removed, and what it was given. */
  CLIENT_REMOVE,
  /**
   * A request of an application was refused for what stands in it: it lacked a parameter or
   * contradicted itself, wanted more than the application may have, or showed a token that is good
   * for nothing; the detail is its name, if that is proven.
   */
  CLIENT_REQUEST,
  /** Such an application got another secret; the detail says for how long the old one goes on. */
  CLIENT_SECRET,
  /** A person lets an application have the scopes that are among the changes. */
  CONSENT,
  /** A person took that back; the application's tokens have ended. */
  CONSENT_WITHDRAW,
  /** A person took a copy of all that is kept about the person. */
  DATA_EXPORT,
  /** A datasource was added. */
  DATASOURCE_ADD,
  /** A datasource was changed. */
  DATASOURCE_CHANGE,
  /** A datasource was removed; the changes say which roles allowed it. */
  DATASOURCE_REMOVE,
  /**
   * Another e-mail address was declared of a user, who is asked there to confirm it, or whose
   * identity provider has.
   */
  EMAIL_CHANGE,
  /**
   * An e-mail address was confirmed by a mailed link or by an identity provider, or the link was
   * good no longer.
   */
  EMAIL_CONFIRM,
  /** A user took back a change of address that nobody had confirmed. */
  EMAIL_WITHDRAW,
  /** An identity of a provider was linked to a user. */
  IDENTITY_LINK,
  /** Such a link was taken away. */
  IDENTITY_UNLINK,
  /** Somebody who was invited has chosen a password, or the link was good no longer. */
  INVITATION_ACCEPT,
  /** An administrator had an invitation sent. */
  INVITATION_SEND,
  /** An administrator took an invitation back. */
  INVITATION_WITHDRAW,
  /**
   * An application asked for tokens, or used one, without the right proof of its key; the detail is
   * its name.
   */
  KEY_PROOF,
  /**
   * An address has failed too often and is refused for a while, or a letter wasn't sent as its
   * recipient had got enough.
   */
  LIMIT,
  /** An account was locked after too many failures. */
  LOCK,
  /** Somebody logged in, or tried to; the detail says by what: which key, or which provider. */
  LOGIN,
  /** A session was ended by its user, or by the identity provider behind it. */
  LOGOUT,
  /** An e-mail was rejected by the mail server, or given up. */
  MAIL,
  /**
   * A passkey was shown beside a password or within a session, and refused; the outcome says why.
   */
  PASSKEY,
  /** A user added a passkey; the detail says what it is called. */
  PASSKEY_ADD,
  /** A user removed a passkey; the detail says which. */
  PASSKEY_REMOVE,
  /** A user changed the own password. */
  PASSWORD_CHANGE,
  /** A password was set by a mailed link, or reset by an administrator. */
  PASSWORD_RESET,
  /** Somebody asked for a link for a new password. */
  PASSWORD_RESET_REQUEST,
  /** A user changed the own display name. */
  PROFILE_CHANGE,
  /** An identity provider was added. */
  PROVIDER_ADD,
  /** An identity provider was changed. */
  PROVIDER_CHANGE,
  /** An identity provider may log in system administrators no longer. */
  PROVIDER_DISTRUST,
  /** An identity provider was removed. */
  PROVIDER_REMOVE,
  /** An identity provider may log in system administrators. */
  PROVIDER_TRUST,
  /** The ranks of a user below administrators were changed. */
  RANKS_CHANGE,
  /** A user within a session showed again who it is, or failed to. */
  REAUTHENTICATION,
  /** A user made new recovery codes. */
  RECOVERY_CODES_RENEWED,
  /** A role was added. */
  ROLE_ADD,
  /** A role was changed. */
  ROLE_CHANGE,
  /** A role was removed; the changes say who had it. */
  ROLE_REMOVE,
  /** The roles of a user were changed, by an administrator or by groups of a provider. */
  ROLES_CHANGE,
  /** The keys for SAML were rotated. */
  SAML_KEY,
  /** A user turned the second factor off. */
  SECOND_FACTOR_OFF,
  /** A user turned the second factor on. */
  SECOND_FACTOR_ON,
  /** An administrator turned a user's second factor off. */
  SECOND_FACTOR_RESET,
  /** A service account was added. */
  SERVICE_ACCOUNT_ADD,
  /** A session was ended by its user, by an administrator, or as more is demanded by now. */
  SESSION_END,
  /**
   * A session was used from where its workspace lets nobody be; told once in ten minutes by each
   * node.
   */
  SESSION_REFUSE,
  /** Several sessions of a user were ended likewise; the detail says how many. */
  SESSIONS_END,
  /** A login at an identity provider was refused before anybody was known. */
  SIGN_ON,
  /** The rules of a workspace for single sign-on were changed. */
  SIGN_ON_POLICY,
  /** A key that signs tokens was withdrawn; the detail is its name. */
  SIGNING_KEY,
  /** A workspace was signed up, or the set-up code was wrong. */
  SIGN_UP,
  /** A user administers the installation from now on. */
  SYSTEM_ADMINISTRATOR_GRANT,
  /** A user administers the installation no longer. */
  SYSTEM_ADMINISTRATOR_REVOKE,
  /** An application showed a code or a refresh token that was good for nothing. */
  TOKEN_GRANT,
  /** A token that had been replaced was shown again; its session was ended. */
  TOKEN_REUSE,
  /**
   * Somebody who had shown a second factor let the browser stand for it from then on; the detail is
   * for how long.
   */
  TRUSTED_DEVICE_ADD,
  /**
   * A browser stands for a second factor no longer, as its user or an administrator wanted; the
   * detail is how many there were.
   */
  TRUSTED_DEVICE_END,
  /** A user may log in again. */
  USER_ACTIVATE,
  /** A user was added, by an administrator or an identity provider. */
  USER_ADD,
  /** A user was changed by an administrator, or as an identity provider says. */
  USER_CHANGE,
  /**
   * A user may log in no longer, because of an administrator or as the account has expired or lay
   * idle; the changes say which keys were revoked by that.
   */
  USER_DEACTIVATE,
  /**
   * A user was deleted, by an administrator or by itself, and can be brought back until the moment
   * that is among the changes, as are the keys that were revoked.
   */
  USER_DELETE,
  /** All that was kept of a deleted user is gone, but for the audit log, which has the id. */
  USER_ERASE,
  /** It was said when an account ends by itself. */
  USER_EXPIRY,
  /** An administrator let a locked account try again. */
  USER_UNLOCK,
  /** An administrator imported people; the detail says how many were added, present and refused. */
  USERS_IMPORT;

  /** The type that the log calls so. */
  public static Optional<AuditType> called(String word) {
    return Stream.of(values()).filter(type -> type.word().equals(word)).findFirst();
  }

  /** The word in the log: {@code password-change}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
