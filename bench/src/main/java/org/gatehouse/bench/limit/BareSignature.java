package org.gatehouse.bench.limit;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.Signature;

/** A signature as tokens have it (RS256, 2048 bits), by the JDK and nothing else. */
public final class BareSignature {
  private static final int BYTES_OF_A_TOKEN = 600;

  private BareSignature() {}

  /** Serves a {@link Loop}. */
  public static void main(String... none) throws InterruptedException, NoSuchAlgorithmException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    KeyPair pair = generator.generateKeyPair();
    byte[] token = new byte[BYTES_OF_A_TOKEN];
    Loop.serve(
        () -> {
          Signature signature = Signature.getInstance("SHA256withRSA");
          signature.initSign(pair.getPrivate());
          signature.update(token);
          signature.sign();
        });
  }
}
