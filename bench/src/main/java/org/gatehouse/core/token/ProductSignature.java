package org.gatehouse.core.token;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.Signature;
import java.util.Optional;
import org.gatehouse.core.secret.NativeCryptography;

/** The signature of the product's tokens (RS256, 2048 bits) and nothing else. */
public final class ProductSignature {
  private static final String ALGORITHM = "SHA256withRSA";

  private final Optional<Provider> library = NativeCryptography.provider();
  private final KeyPair pair;

  /** One with a new key. */
  public ProductSignature() throws GeneralSecurityException {
    KeyPairGenerator generator = NativeCryptography.rsa();
    generator.initialize(2048);
    KeyPair made = generator.generateKeyPair();
    this.pair = library.isPresent() ? NativeCryptography.translate(made, library.get()) : made;
  }

  /** Of these bytes. */
  public byte[] sign(byte[] text) throws GeneralSecurityException {
    Signature signature =
        library.isPresent()
            ? Signature.getInstance(ALGORITHM, library.get())
            : Signature.getInstance(ALGORITHM);
    signature.initSign(pair.getPrivate());
    signature.update(text);
    return signature.sign();
  }
}
