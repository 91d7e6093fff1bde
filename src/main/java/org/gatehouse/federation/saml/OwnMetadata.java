package org.gatehouse.federation.saml;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import org.gatehouse.federation.saml.key.KeyPairWithCertificate;

/**
 * Our metadata as anybody may ask for it, signed once for each workspace and set of keys: a
 * signature costs more than all the rest of such a request.
 */
@Singleton
class OwnMetadata {
  private static final int MOST = 500;

  /** Less than the day for which whoever reads it may keep it. */
  private static final Duration KEPT = Duration.ofHours(6);

  private final Cache<Key, String> signed =
      Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(KEPT).build();

  /**
   * The metadata, signed.
   *
   * @param keys all keys that there are now
   */
  String of(ServiceProvider self, List<KeyPairWithCertificate> keys) {
    Key key = new Key(self, keys.stream().map(KeyPairWithCertificate::toString).toList());
    return signed.get(key, missing -> SpMetadata.signed(self, keys));
  }

  /** The parts that the document was made of. */
  private record Key(ServiceProvider self, List<String> keys) {}
}
