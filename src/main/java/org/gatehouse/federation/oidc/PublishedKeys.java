package org.gatehouse.federation.oidc;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetParseException;
import com.nimbusds.jose.jwk.source.JWKSetRetrievalException;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.net.URI;
import java.text.ParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.gatehouse.core.refusal.InvalidInput;
import org.jspecify.annotations.Nullable;

/**
 * The public keys of a provider. A key that can't be used doesn't keep the others from it (RFC
 * 7517, 5): unknown kinds, missing or malformed members, keys that are too small.
 */
final class PublishedKeys implements JWKSetSource<SecurityContext> {
  /** All that a signature is verified with: certificates beside a key say nothing to us. */
  private static final Set<String> USED = Set.of("kty", "n", "e", "crv", "x", "y");

  /** RFC 7517, 4.3. */
  private static final Set<String> OPERATIONS =
      Set.of(
          "sign",
          "verify",
          "encrypt",
          "decrypt",
          "wrapKey",
          "unwrapKey",
          "deriveKey",
          "deriveBits");

  /** RFC 7518, 3.3. */
  private static final int SMALLEST_RSA = 2_048;

  /** A larger one takes long, and nobody has it. */
  private static final int LARGEST_RSA = 16_384;

  private static final int MOST = 100;

  private final ProviderHttp http;
  private final UUID workspaceId;
  private final URI address;
  private volatile Optional<KeySourceException> failure = Optional.empty();

  PublishedKeys(ProviderHttp http, UUID workspaceId, URI address) {
    this.http = http;
    this.workspaceId = workspaceId;
    this.address = address;
  }

  /** Why the provider's keys couldn't be had when they were asked for last. */
  Optional<KeySourceException> failure() {
    return failure;
  }

  @Override
  public JWKSet getJWKSet(
      @Nullable JWKSetCacheRefreshEvaluator refresh, long now, @Nullable SecurityContext context)
      throws KeySourceException {
    try {
      JWKSet keys = ask();
      failure = Optional.empty();
      return keys;
    } catch (KeySourceException e) {
      failure = Optional.of(e);
      throw e;
    }
  }

  private JWKSet ask() throws KeySourceException {
    String answer;
    try {
      answer = http.document(workspaceId, address);
    } catch (InvalidInput e) {
      throw new JWKSetRetrievalException(e.rule().key(), e);
    }
    List<JWK> usable =
        JsonMembers.read(answer).map(set -> set.objects("keys")).orElse(List.of()).stream()
            .limit(MOST)
            .flatMap(key -> usable(key).stream())
            .toList();
    if (usable.isEmpty()) {
      throw new JWKSetParseException("no key that can be used", new ParseException("keys", 0));
    }
    return new JWKSet(usable);
  }

  static Optional<JWK> usable(Map<String, Object> published) {
    JsonMembers key = new JsonMembers(published);
    Map<String, Object> members = new HashMap<>();
    USED.forEach(name -> key.text(name).ifPresent(text -> members.put(name, text)));
    for (String name : List.of("kid", "alg")) {
      key.text(name).ifPresent(text -> members.put(name, text));
    }
    boolean forOtherUse = key.text("use").filter("enc"::equals).isPresent();
    try {
      return forOtherUse || isForOtherOperations(key)
          ? Optional.empty()
          : Optional.of(JWK.parse(members)).filter(PublishedKeys::isFit);
    } catch (ParseException | IllegalArgumentException | IllegalStateException e) {
      return Optional.empty();
    }
  }

  /** A list that names none that is known says nothing to us. */
  private static boolean isForOtherOperations(JsonMembers key) {
    List<String> known =
        key.texts("key_ops").orElse(List.of()).stream().filter(OPERATIONS::contains).toList();
    return !known.isEmpty() && !known.contains("verify");
  }

  private static boolean isFit(JWK key) {
    return key instanceof RSAKey rsa
        ? rsa.size() >= SMALLEST_RSA && rsa.size() <= LARGEST_RSA
        : key instanceof ECKey;
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
