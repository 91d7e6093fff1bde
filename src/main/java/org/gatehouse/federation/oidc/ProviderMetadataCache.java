package org.gatehouse.federation.oidc;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.SecurityContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.gatehouse.core.fetch.AddressRule;
import org.gatehouse.core.refusal.InvalidInput;

/** The providers that were asked a moment ago. */
@Singleton
class ProviderMetadataCache {
  private static final Duration REMEMBERED = Duration.ofMinutes(10);
  private static final int REMEMBERED_AT_MOST = 1_000;

  /** One that doesn't answer is left alone for a while: each who asks would wait for it. */
  private static final Duration FAILURE_REMEMBERED = Duration.ofSeconds(10);

  /** An unknown key id has the keys fetched anew, but not oftener than twice in this time. */
  private static final Duration BETWEEN_FETCHES = Duration.ofSeconds(30);

  private static final Duration KEYS_REMEMBERED = Duration.ofMinutes(5);
  private static final Duration PATIENCE_FOR_OTHERS = Duration.ofSeconds(15);

  /** How many threads of ours may wait for what another has asked. */
  private static final int MOST_WAITING = 32;

  private final Cache<Key, CachedProvider> providers =
      Caffeine.newBuilder().expireAfterWrite(REMEMBERED).maximumSize(REMEMBERED_AT_MOST).build();
  private final Cache<Key, InvalidInput> failures =
      Caffeine.newBuilder()
          .expireAfterWrite(FAILURE_REMEMBERED)
          .maximumSize(REMEMBERED_AT_MOST)
          .build();
  private final Map<Key, FutureTask<CachedProvider>> underWay = new ConcurrentHashMap<>();
  private final Semaphore waiting = new Semaphore(MOST_WAITING);
  private final Discovery discovery;
  private final ProviderHttp http;

  @Inject
  ProviderMetadataCache(Discovery discovery, ProviderHttp http) {
    this.discovery = discovery;
    this.http = http;
  }

  /**
   * The provider of a registration. Of many who want to know the same at once, one asks.
   *
   * @throws OidcRefused if it can't be asked, or its configuration is none to work with
   */
  CachedProvider of(Registration registration) {
    Key key = new Key(registration.providerId(), registration.version());
    CachedProvider known = providers.getIfPresent(key);
    if (known != null) {
      return known;
    }
    // Not by the cache: others, of other workspaces, would wait for this one to answer.
    FutureTask<CachedProvider> mine = new FutureTask<>(() -> ask(key, registration));
    FutureTask<CachedProvider> others = underWay.putIfAbsent(key, mine);
    if (others != null) {
      return await(others);
    }
    try {
      mine.run();
      return result(mine);
    } finally {
      underWay.remove(key, mine);
    }
  }

  private CachedProvider await(FutureTask<CachedProvider> others) {
    if (!waiting.tryAcquire()) {
      throw new OidcRefused(OidcRefusal.UNREACHABLE, AddressRule.BUSY.key());
    }
    try {
      return result(others);
    } finally {
      waiting.release();
    }
  }

  private static CachedProvider result(FutureTask<CachedProvider> asked) {
    try {
      return asked.get(PATIENCE_FOR_OTHERS.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof OidcRefused refused) {
        throw refused;
      }
      throw new IllegalStateException(e.getCause());
    } catch (TimeoutException e) {
      throw new OidcRefused(OidcRefusal.UNREACHABLE, "discovery");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OidcRefused(OidcRefusal.UNREACHABLE, "discovery");
    }
  }

  private CachedProvider ask(Key key, Registration registration) {
    // Somebody may have asked since.
    CachedProvider known = providers.getIfPresent(key);
    if (known != null) {
      return known;
    }
    InvalidInput failure = failures.getIfPresent(key);
    if (failure != null) {
      throw refusal(failure);
    }
    try {
      UnderstoodProvider found =
          discovery.read(registration.workspaceId(), registration.issuer().toString());
      CachedProvider asked =
          new CachedProvider(found, keys(registration.workspaceId(), found.keys()));
      providers.put(key, asked);
      return asked;
    } catch (InvalidInput e) {
      if (e.rule() != AddressRule.BUSY) {
        failures.put(key, e);
      }
      throw refusal(e);
    }
  }

  private static OidcRefused refusal(InvalidInput failure) {
    boolean unreachable = failure.rule() instanceof AddressRule;
    return new OidcRefused(
        unreachable ? OidcRefusal.UNREACHABLE : OidcRefusal.DISCOVERY, failure.rule().key());
  }

  private JWKSource<SecurityContext> keys(UUID workspaceId, URI address) {
    PublishedKeys published = new PublishedKeys(http, workspaceId, address);
    // Not ahead of time: that would take a thread for each provider.
    JWKSource<SecurityContext> remembered =
        JWKSourceBuilder.create(published)
            .cache(KEYS_REMEMBERED.toMillis(), PATIENCE_FOR_OTHERS.toMillis())
            .refreshAheadCache(false)
            .rateLimited(BETWEEN_FETCHES.toMillis())
            .build();
    return (selector, context) -> {
      try {
        return remembered.get(selector, context);
      } catch (RateLimitReachedException e) {
        // Without a failure it is the token that names a key which isn't there.
        throw published.failure().orElse(e);
      }
    };
  }

  /** A provider with its settings of a time. */
  private record Key(UUID providerId, long version) {}
}
