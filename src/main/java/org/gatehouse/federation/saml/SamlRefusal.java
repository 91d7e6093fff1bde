package org.gatehouse.federation.saml;

import java.util.Locale;
import org.gatehouse.core.signon.SignOnRefusal;

/**
 * Why a message of a provider isn't accepted. The audit log has the name; the page that the person
 * sees tells none of it.
 */
enum SamlRefusal {
  /** Neither it nor its assertion is signed. */
  UNSIGNED,
  /** A signature on the response, but none on the assertion. */
  RESPONSE_ONLY_SIGNED,
  /** By no key of the provider's metadata, or something was changed after it was signed. */
  WRONG_KEY,
  /** With SHA-1, MD5, or encryption that is known to break. */
  WEAK_ALGORITHM,
  /** The assertion is for another service provider, or for any. */
  WRONG_AUDIENCE,
  /** The assertion is to be confirmed elsewhere. */
  WRONG_RECIPIENT,
  /** The message is for another address. */
  WRONG_DESTINATION,
  /** It comes from another provider than the one that was asked. */
  WRONG_ISSUER,
  /** The provider's clock is ahead of ours, or behind it, by more than is let pass. */
  CLOCKS_DIFFER,
  /** One of its clocks has run out, or hasn't begun. */
  EXPIRED,
  /** It was accepted before. */
  REPLAYED,
  /** Nobody asked for it. */
  UNSOLICITED,
  /** It answers a request that we don't know, or no longer. */
  UNKNOWN_REQUEST,
  /** Its assertion answers another request than it does. */
  OTHER_REQUEST,
  /** Something signed stands where it isn't looked for, and something else in its place. */
  WRAPPED,
  /** More than one assertion. */
  SECOND_ASSERTION,
  /** It has no assertion that says who logged in. */
  NO_ASSERTION,
  /** The assertion lacks what the profile demands: conditions, subject, confirmation. */
  INCOMPLETE,
  /** It can't be decrypted with a key of ours. */
  NOT_DECRYPTED,
  /** It isn't a message of SAML 2.0, or has a document type. */
  MALFORMED,
  /** It is larger than any message need be. */
  TOO_LARGE,
  /** It is to be fetched from the provider, which we don't. */
  ARTIFACT,
  /** The provider didn't ask the person anew, though it had to. */
  NOT_ANEW,
  /** The name it gives is good for one session only, and no attribute stands in for it. */
  TRANSIENT_SUBJECT,
  /** It doesn't say whom it means. */
  NO_SUBJECT,
  /** The provider itself says no. */
  IDP_SAID_NO,
  /** The provider's metadata is out of date. */
  METADATA_EXPIRED,
  /** There is no such provider here, or nobody may use it. */
  UNKNOWN_PROVIDER;

  /** As the audit log writes it, for example {@code wrong-audience}. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The refusal that the person may see. */
  SignOnRefusal outside() {
    return switch (this) {
      case EXPIRED, REPLAYED, UNKNOWN_REQUEST -> SignOnRefusal.EXPIRED;
      case CLOCKS_DIFFER -> SignOnRefusal.CLOCKS_DIFFER;
      case METADATA_EXPIRED -> SignOnRefusal.PROVIDER_OUTDATED;
      case TRANSIENT_SUBJECT -> SignOnRefusal.TRANSIENT_SUBJECT;
      case IDP_SAID_NO -> SignOnRefusal.PROVIDER_SAID_NO;
      case UNKNOWN_PROVIDER -> SignOnRefusal.PROVIDER_OFF;
      default -> SignOnRefusal.REJECTED;
    };
  }
}
