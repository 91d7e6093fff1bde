package org.gatehouse.bench.limit;

import java.security.GeneralSecurityException;
import org.gatehouse.core.token.ProductSignature;

/** A signature as tokens have it, by the library that signs them, and nothing else. */
public final class BareSignature {
  private static final int BYTES_OF_A_TOKEN = 600;

  private BareSignature() {}

  /** Serves a {@link Loop}. */
  public static void main(String... none) throws InterruptedException, GeneralSecurityException {
    ProductSignature signature = new ProductSignature();
    byte[] token = new byte[BYTES_OF_A_TOKEN];
    Loop.serve(() -> signature.sign(token));
  }
}
