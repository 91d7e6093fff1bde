package org.gatehouse.core.oauth.proof;

import com.nimbusds.jose.JWSAlgorithm;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.gatehouse.core.audit.Audit;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.limit.Limit;
import org.gatehouse.core.limit.Limits;
import org.gatehouse.core.oauth.client.KnownClient;
import org.gatehouse.core.oauth.client.OAuthError;
import org.gatehouse.core.oauth.client.OAuthRefusal;
import org.gatehouse.core.oauth.issuer.Issuer;
import org.gatehouse.core.oauth.token.ClientAccessToken;
import org.gatehouse.core.oauth.token.TokenType;
import org.gatehouse.core.replay.ReplayCache;
import org.gatehouse.core.session.Client;

/**
 * Clients prove that they have the key to which their tokens are bound (RFC 9449). Each proof
 * counts once. It is used up only when all else is right, so that nobody makes rows who would be
 * refused anyway.
 */
@Singleton
public class KeyProofs {
  /** Each is an entry of the audit log. */
  private static final Limit REFUSALS = new Limit("proof-refusal", 100, Duration.ofMinutes(1));

  private static final String WRONG_KEY = "wrong-key";

  private final ProofReader reader;
  private final ReplayCache replayCache;
  private final Limits limits;
  private final Audit audit;

  @Inject
  KeyProofs(ProofReader reader, ReplayCache replayCache, Limits limits, Audit audit) {
    this.reader = reader;
    this.replayCache = replayCache;
    this.limits = limits;
    this.audit = audit;
  }

  /** By which algorithms clients may sign proofs (RFC 9449, 5.1). */
  public static List<String> algorithms() {
    return ProofReader.ALGORITHMS.stream().map(JWSAlgorithm::getName).toList();
  }

  /**
   * The proof with which a client asks for tokens, if there is one. It isn't used up yet.
   *
   * @param client who has proven to be it, or can't
   * @throws OAuthRefusal if it isn't good, or missing though the client is registered to show one
   */
  public Optional<KeyProof> forTokens(
      Issuer issuer, KnownClient client, ShownProof shown, Client from) {
    if (!shown.texts().isEmpty()) {
      return Optional.of(read(issuer, client.clientId(), shown, Optional.empty(), from));
    }
    if (client.metadata().mustBindAccessTokens()) {
      record(issuer, client.clientId(), "proof-missing", from);
      throw new OAuthRefusal(
          OAuthError.INVALID_DPOP_PROOF,
          "The proof is missing: the client is registered with dpop_bound_access_tokens.");
    }
    return Optional.empty();
  }

  /**
   * The proof of the key to which the code of a pushed request shall be bound (RFC 9449, 10.1), if
   * there is one. It isn't used up yet.
   *
   * @param named what the request itself says of the key ({@code dpop_jkt})
   * @throws OAuthRefusal if it isn't good, or of another key than that
   */
  public Optional<KeyProof> forCode(
      Issuer issuer, KnownClient client, ShownProof shown, Optional<String> named, Client from) {
    if (shown.texts().isEmpty()) {
      return Optional.empty();
    }
    KeyProof proof = read(issuer, client.clientId(), shown, Optional.empty(), from);
    if (named.filter(key -> !key.equals(proof.key())).isPresent()) {
      record(issuer, client.clientId(), WRONG_KEY, from);
      throw new OAuthRefusal(
          OAuthError.INVALID_DPOP_PROOF, "The proof is of another key than dpop_jkt says.");
    }
    return Optional.of(proof);
  }

  private KeyProof read(
      Issuer issuer, String clientId, ShownProof shown, Optional<String> accessToken, Client from) {
    try {
      return reader.read(shown, accessToken);
    } catch (BadProof e) {
      record(issuer, clientId, e.reason(), from);
      throw new OAuthRefusal(OAuthError.INVALID_DPOP_PROOF, e.description());
    }
  }

  /**
   * Uses a proof up.
   *
   * @param clientId whose it is
   * @throws OAuthRefusal if it was shown before
   */
  public void use(Issuer issuer, String clientId, KeyProof proof, Client from) {
    if (!replayCache.use("key-proof " + proof.key(), proof.id(), proof.until())) {
      record(issuer, clientId, "proof-reuse", from);
      throw new OAuthRefusal(OAuthError.INVALID_DPOP_PROOF, "The proof was shown before.");
    }
  }

  /**
   * Passes where a token may be used as it is shown: one that is bound to a key with a proof of
   * that key, any other without (RFC 9449, 7).
   *
   * @param token what the shown token says
   * @throws OAuthRefusal if it may not
   */
  public void require(Issuer issuer, ClientAccessToken token, ShownToken shown, Client from) {
    if (shown.type() != token.type()) {
      boolean isBound = token.type() == TokenType.DPOP;
      record(issuer, token.clientId(), isBound ? "proof-missing" : "unbound-token", from);
      throw new OAuthRefusal(
          OAuthError.INVALID_TOKEN,
          isBound
              ? "The access token is bound to a key: it has to be shown as DPoP, with a proof."
              : "The access token is bound to no key.");
    }
    if (token.key().isEmpty()) {
      return;
    }
    KeyProof proof =
        read(issuer, token.clientId(), shown.proof(), Optional.of(shown.value()), from);
    if (!token.key().get().equals(proof.key())) {
      record(issuer, token.clientId(), WRONG_KEY, from);
      throw new OAuthRefusal(OAuthError.INVALID_TOKEN, "The access token is bound to another key.");
    }
    use(issuer, token.clientId(), proof, from);
  }

  private void record(Issuer issuer, String clientId, String reason, Client from) {
    if (limits.tryTake(REFUSALS, from.network())) {
      audit.record(issuer.owner().audited(from, AuditType.KEY_PROOF, reason).detail(clientId));
    }
  }
}
