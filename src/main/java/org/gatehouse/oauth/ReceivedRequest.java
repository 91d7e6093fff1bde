package org.gatehouse.oauth;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gatehouse.core.oauth.client.KnownClient;
import org.gatehouse.core.oauth.issuer.Issuer;

/**
 * An authorization request of which it is known who has sent it, and where errors may be told.
 *
 * @param issuer at which issuer
 * @param client who
 * @param replyTo where the client wants to be answered
 * @param isKnown whether the client itself has brought it, or it was looked at before
 * @param parameters all of it
 */
record ReceivedRequest(
    Issuer issuer,
    KnownClient client,
    ReplyAddress replyTo,
    boolean isKnown,
    Map<String, List<String>> parameters) {
  /** The same with another value of a parameter. */
  ReceivedRequest with(String name, String value) {
    Map<String, List<String>> changed = new HashMap<>(parameters);
    changed.put(name, List.of(value));
    return new ReceivedRequest(issuer, client, replyTo, isKnown, changed);
  }
}
