package org.gatehouse.oauth;

import java.util.List;
import java.util.Optional;
import org.gatehouse.core.oauth.client.KnownClient;

/**
 * Says that a request can't be answered to whoever sent it, as nobody knows who that was: the
 * person is told on a page (RFC 6749, 4.1.2.1).
 */
final class UnansweredRequest extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Why why;
  private final transient Optional<KnownClient> client;
  private final transient List<String> addresses;

  UnansweredRequest(Why why) {
    this(why, Optional.empty(), List.of());
  }

  /**
   * Says that the client isn't registered for the way back.
   *
   * @param addresses where the request wanted to be answered: anything
   */
  UnansweredRequest(KnownClient client, List<String> addresses) {
    this(Why.REDIRECT_URI, Optional.of(client), addresses);
  }

  private UnansweredRequest(Why why, Optional<KnownClient> client, List<String> addresses) {
    super(why.name(), null, false, false);
    this.why = why;
    this.client = client;
    this.addresses = List.copyOf(addresses);
  }

  Optional<KnownClient> client() {
    return client;
  }

  List<String> addresses() {
    return addresses;
  }

  Why why() {
    return why;
  }

  /** What is wrong. */
  enum Why {
    /** The client isn't registered here. */
    CLIENT("authorization.client", "unknown-client"),
    /** The redirect URI isn't one of the client's. */
    REDIRECT_URI("authorization.redirectUri", "unknown-redirect-uri"),
    /** The request doesn't wait any longer. */
    OVER("authorization.over", "over");

    private final String rule;
    private final String word;

    Why(String rule, String word) {
      this.rule = rule;
      this.word = word;
    }

    /** The key of the texts of the page. */
    String rule() {
      return rule;
    }

    /** The word in the audit log. */
    String word() {
      return word;
    }
  }
}
