package org.gatehouse.core.signon;

import java.util.Locale;

/**
 * Why somebody isn't let in whom an identity provider has named, as far as the person may know:
 * each has a text on the page that says what to do. The audit log knows more.
 */
public enum SignOnRefusal {
  /**
   * The workspace knows nobody whom the provider means so, and users aren't added by themselves.
   */
  UNKNOWN_PERSON,
  /** Somebody else in the workspace has the user name that the provider tells. */
  NAME_TAKEN,
  /** The provider tells no user name, or one that can't be one. */
  NO_USER_NAME,
  /** The provider tells no e-mail address, or one that can't be one. */
  NO_EMAIL,
  /** The user was deactivated. */
  INACTIVE,
  /** The account of the user has ended. */
  ACCOUNT_EXPIRED,
  /** The workspace lets nobody in from where the person is. */
  ELSEWHERE,
  /** A system administrator, and the provider was set up by somebody of lower rank. */
  RANK,
  /** Nobody can log in with this provider now, or there is none. */
  PROVIDER_OFF,
  /** It took too long, or was finished already. */
  EXPIRED,
  /** The provider's clock and ours differ, so that nothing it says is of now. */
  CLOCKS_DIFFER,
  /** What we know of the provider is good no longer, and somebody must bring it anew. */
  PROVIDER_OUTDATED,
  /** The login began in another browser. */
  OTHER_BROWSER,
  /** The identity is linked to another user. */
  LINKED_ELSEWHERE,
  /** The provider doesn't say who it is in a way that lasts. */
  TRANSIENT_SUBJECT,
  /**
   * The account at the provider isn't of those that the administrator lets in: Google's domains.
   */
  WRONG_ACCOUNT,
  /** The provider itself said no, or the person did there. */
  PROVIDER_SAID_NO,
  /** The provider doesn't answer. */
  PROVIDER_DOWN,
  /** The provider's answer proves nothing. */
  REJECTED;

  /** As addresses and the audit log write it, for example {@code unknown-person}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
