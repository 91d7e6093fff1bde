package org.gatehouse.oauth;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.gatehouse.core.oauth.TokenRequest;
import org.gatehouse.core.oauth.client.KnownClient;
import org.gatehouse.core.oauth.client.OAuthError;
import org.gatehouse.core.oauth.client.OAuthRefusal;
import org.gatehouse.core.oauth.issuer.Issuer;
import org.gatehouse.core.oauth.proof.ShownProof;
import org.gatehouse.core.session.Client;
import org.gatehouse.http.FormParameters;

/**
 * What a client that has proven who it is asks an endpoint for.
 *
 * @param issuer whose endpoint
 * @param client which client
 * @param parameters the form that it has sent
 * @param proof what it shows of a key
 * @param from where it is
 */
record ClientRequest(
    Issuer issuer, KnownClient client, FormParameters parameters, ShownProof proof, Client from) {
  /** The one parameter that may be given more than once (RFC 8707, 2). */
  static final String RESOURCE = "resource";

  private static final int MOST_WORDS = 100;

  /**
   * A parameter that must be there.
   *
   * @throws OAuthRefusal if it isn't
   */
  String required(String name) {
    return parameters
        .text(name)
        .orElseThrow(() -> malformed(OAuthError.INVALID_REQUEST, name + " is missing."));
  }

  /** Has the core answer it, which doesn't tell the audit log itself if it refuses. */
  <T> T answer(Supplier<T> core) {
    try {
      return core.get();
    } catch (OAuthRefusal e) {
      throw malformed(e.error(), e.description());
    }
  }

  /** What refuses it, and tells the audit log. */
  OAuthRefusal malformed(OAuthError error, String description) {
    return new MalformedRequest(issuer, Optional.of(client), from, error, description);
  }

  /** What it asks for tokens with, whatever for. */
  TokenRequest tokenRequest() {
    return new TokenRequest(issuer, client, proof, parameters.texts(RESOURCE), from);
  }

  /** The words of a parameter that are parted by spaces; none if it isn't there. */
  Set<String> words(String name) {
    Optional<String> text = parameters.text(name);
    if (text.isEmpty()) {
      return Set.of();
    }
    Set<String> words = new LinkedHashSet<>(List.of(text.get().strip().split(" +")));
    if (words.size() > MOST_WORDS) {
      throw malformed(OAuthError.INVALID_REQUEST, name + " has too many words.");
    }
    return words;
  }
}
