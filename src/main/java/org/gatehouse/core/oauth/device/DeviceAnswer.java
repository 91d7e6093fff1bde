package org.gatehouse.core.oauth.device;

/** What a device hears that asks whether it is let in (RFC 8628, 3.5). */
public sealed interface DeviceAnswer {
  /**
   * It is, and nobody else hears so.
   *
   * @param device by whom, and for what
   */
  record LetIn(DeviceAuthorization device) implements DeviceAnswer {}

  /**
   * It isn't, or not yet.
   *
   * @param why the reason
   */
  record NotIn(Why why) implements DeviceAnswer {}

  /** Why a device isn't let in. */
  enum Why {
    /** Nobody has answered. */
    PENDING,
    /** It asks too often. */
    TOO_FAST,
    /** Somebody has said no. */
    DENIED,
    /** It has waited for too long, or was let in already. */
    OVER,
    /** It is another client's. */
    OF_ANOTHER_CLIENT,
    /** It asks for tokens for somebody else than when it began. */
    FOR_ANOTHER_RESOURCE,
    /** There is none, or none any longer. */
    UNKNOWN
  }
}
