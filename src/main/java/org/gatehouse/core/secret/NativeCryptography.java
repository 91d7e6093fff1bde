package org.gatehouse.core.secret;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.util.Optional;

/**
 * Keys and signatures by a native library, with RSA four times the JDK's a second;
 * docs/decisions/native-rsa.md. The library is for one platform: where it doesn't load, the JDK
 * makes them.
 */
public final class NativeCryptography {
  private static final Logger LOG = System.getLogger(NativeCryptography.class.getName());
  private static final Optional<Provider> PROVIDER = load();

  private NativeCryptography() {}

  /** The library, if this machine can use it. The JVM at large doesn't know it. */
  public static Optional<Provider> provider() {
    return PROVIDER;
  }

  /**
   * Makes pairs of RSA keys, at once: the JDK takes a second for one while it starts.
   *
   * @throws NoSuchAlgorithmException never, as every JDK makes them
   */
  public static KeyPairGenerator rsa() throws NoSuchAlgorithmException {
    return PROVIDER.isPresent()
        ? KeyPairGenerator.getInstance("RSA", PROVIDER.get())
        : KeyPairGenerator.getInstance("RSA");
  }

  /**
   * The same keys as objects of this provider, which would read those of another anew for each
   * signature.
   *
   * @throws InvalidKeyException if it can't use them
   */
  public static KeyPair translate(KeyPair pair, Provider provider) throws InvalidKeyException {
    try {
      KeyFactory keys = KeyFactory.getInstance(pair.getPublic().getAlgorithm(), provider);
      return new KeyPair(
          (PublicKey) keys.translateKey(pair.getPublic()),
          (PrivateKey) keys.translateKey(pair.getPrivate()));
    } catch (NoSuchAlgorithmException e) {
      throw new InvalidKeyException(provider.getName() + " doesn't know such keys", e);
    }
  }

  private static Optional<Provider> load() {
    try {
      AmazonCorrettoCryptoProvider library = AmazonCorrettoCryptoProvider.INSTANCE;
      library.assertHealthy();
      LOG.log(Level.INFO, "Tokens are signed by {0}", library.getInfo());
      return Optional.of(library);
    } catch (RuntimeException | LinkageError e) {
      LOG.log(Level.INFO, "Tokens are signed by the JDK, not by the native library: {0}", e);
      return Optional.empty();
    }
  }
}
