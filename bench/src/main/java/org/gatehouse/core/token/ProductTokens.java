package org.gatehouse.core.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.gatehouse.core.access.Datasource;
import org.gatehouse.core.access.Grants;
import org.gatehouse.core.access.RecentAccess;
import org.gatehouse.core.secret.NativeCryptography;
import org.gatehouse.core.session.ApplicationRoles;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.session.Client;
import org.gatehouse.core.settings.Settings;
import org.gatehouse.core.settings.SettingsReader;
import org.gatehouse.core.user.Preferences;
import org.gatehouse.core.user.Rank;

/** The product's own tokens without a container and a database, for those who measure them. */
public final class ProductTokens {
  private final Settings settings = SettingsReader.read(name -> Optional.empty());
  private final Clock clock = Clock.systemUTC();
  private final SigningKeys keys = new OneKey(settings, clock);
  private final TokenIssuer issuer =
      new TokenIssuer(
          keys, new RecentAccess(new NoGrants()), new ApplicationRoles(settings), settings, clock);
  private final Caller caller =
      new Caller(
          UUID.randomUUID(),
          UUID.randomUUID(),
          UUID.randomUUID(),
          "CorpInc AG",
          "corpinc",
          "ann",
          "Ann",
          "ann@example.com",
          Preferences.NONE,
          Set.of("user", "workspace-admin"),
          Set.of(Rank.WORKSPACE_ADMINISTRATOR),
          Instant.now().plusSeconds(86_400),
          Caller.LOCAL,
          OptionalLong.of(1),
          Client.UNKNOWN);

  /** A new token, as a login gives it. */
  public String issue() {
    return issuer.issue(caller).value();
  }

  /** Somebody who has never seen a token of ours, and knows our keys. */
  public Verifier verifier() {
    TokenVerifier verifier = new TokenVerifier(keys, settings, clock);
    return token -> verifier.verify(token).isPresent();
  }

  /** Says whether a token is ours; it remembers those that were. */
  public interface Verifier {
    /** Whether this one is. */
    boolean accepts(String token);
  }

  private static final class OneKey extends SigningKeys {
    private final TokenKey key;

    OneKey(Settings settings, Clock clock) {
      super(null, null, settings, clock);
      try {
        key =
            new TokenKey(
                new RSAKeyGenerator(2048).keyID(UUID.randomUUID().toString()).generate(),
                NativeCryptography.provider());
      } catch (JOSEException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    TokenKey signer(SigningAlgorithm algorithm) {
      return key;
    }

    @Override
    Optional<TokenKey> named(String kid) {
      return Optional.of(key).filter(one -> one.kid().equals(kid));
    }
  }

  private static final class NoGrants extends Grants {
    @Override
    public List<String> roles(UUID userId) {
      return List.of();
    }

    @Override
    public List<Datasource> datasources(UUID userId) {
      return List.of();
    }
  }
}
