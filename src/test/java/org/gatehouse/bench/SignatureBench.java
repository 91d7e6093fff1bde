package org.gatehouse.bench;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * Measures how many of our tokens a core signs and verifies in a second, by algorithm; started by
 * bench/signature.sh. All algorithms take turns in one process, and the best of several rounds
 * counts: what else runs on the machine can only take away.
 */
public final class SignatureBench {
  private static final long ROUND_NANOS = 1_000_000_000L;
  private static final int WARM_UP_ROUNDS = 3;
  private static final int ROUNDS = 5;

  private SignatureBench() {}

  /** Prints a table. */
  public static void main(String[] arguments) throws Exception {
    JWTClaimsSet claims = claims();
    List<Algorithm> algorithms = List.of(rs256(claims), es256(claims), ed25519(claims));
    List<double[]> best = new ArrayList<>();
    algorithms.forEach(algorithm -> best.add(new double[2]));
    for (int round = 0; round < WARM_UP_ROUNDS + ROUNDS; round++) {
      for (int i = 0; i < algorithms.size(); i++) {
        double signed = perSecond(algorithms.get(i).sign());
        double verified = perSecond(algorithms.get(i).verify());
        if (round >= WARM_UP_ROUNDS) {
          best.get(i)[0] = Math.max(best.get(i)[0], signed);
          best.get(i)[1] = Math.max(best.get(i)[1], verified);
        }
      }
    }
    System.out.printf(
        "Java %s, %d cores, one thread%n%n",
        System.getProperty("java.vm.version"), Runtime.getRuntime().availableProcessors());
    System.out.println("| Algorithm | Sign/s | to RS256 | Verify/s | to RS256 | Token, bytes |");
    System.out.println("|---|---:|---:|---:|---:|---:|");
    for (int i = 0; i < algorithms.size(); i++) {
      double[] own = best.get(i);
      System.out.printf(
          Locale.ROOT,
          "| %s | %,.0f | %.2f | %,.0f | %.2f | %d |%n",
          algorithms.get(i).name(),
          own[0],
          own[0] / best.get(0)[0],
          own[1],
          own[1] / best.get(0)[1],
          algorithms.get(i).tokenBytes());
    }
  }

  private static double perSecond(Work work) throws Exception {
    long begin = System.nanoTime();
    long count = 0;
    long spent;
    do {
      work.run();
      count++;
      spent = System.nanoTime() - begin;
    } while (spent < ROUND_NANOS);
    return count * 1e9 / spent;
  }

  private static Algorithm rs256(JWTClaimsSet claims) throws Exception {
    var key = new RSAKeyGenerator(2048).generate();
    return jose(
        "RS256, 2048 bits",
        JWSAlgorithm.RS256,
        claims,
        new RSASSASigner(key),
        new RSASSAVerifier(key));
  }

  private static Algorithm es256(JWTClaimsSet claims) throws Exception {
    var key = new ECKeyGenerator(Curve.P_256).generate();
    return jose(
        "ES256, P-256", JWSAlgorithm.ES256, claims, new ECDSASigner(key), new ECDSAVerifier(key));
  }

  private static Algorithm jose(
      String name,
      JWSAlgorithm algorithm,
      JWTClaimsSet claims,
      JWSSigner signer,
      JWSVerifier verifier)
      throws Exception {
    Work sign =
        () -> {
          SignedJWT jwt = new SignedJWT(new JWSHeader(algorithm), claims);
          jwt.sign(signer);
          jwt.serialize();
        };
    SignedJWT jwt = new SignedJWT(new JWSHeader(algorithm), claims);
    jwt.sign(signer);
    String token = jwt.serialize();
    return new Algorithm(
        name, sign, () -> require(SignedJWT.parse(token).verify(verifier)), token.length());
  }

  /** Nimbus leaves Ed25519 to Tink, which we don't ship; the JDK has it, the rest is the same. */
  private static Algorithm ed25519(JWTClaimsSet claims) throws Exception {
    KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    JWSHeader header = new JWSHeader(JWSAlgorithm.EdDSA);
    String token = edDsa(header, claims, pair);
    return new Algorithm(
        "EdDSA, Ed25519",
        () -> edDsa(header, claims, pair),
        () -> {
          SignedJWT jwt = SignedJWT.parse(token);
          Signature signature = Signature.getInstance("Ed25519");
          signature.initVerify(pair.getPublic());
          signature.update(jwt.getSigningInput());
          require(signature.verify(jwt.getSignature().decode()));
        },
        token.length());
  }

  private static String edDsa(JWSHeader header, JWTClaimsSet claims, KeyPair pair)
      throws Exception {
    SignedJWT jwt = new SignedJWT(header, claims);
    Signature signature = Signature.getInstance("Ed25519");
    signature.initSign(pair.getPrivate());
    signature.update(jwt.getSigningInput());
    return new String(jwt.getSigningInput(), java.nio.charset.StandardCharsets.US_ASCII)
        + "."
        + Base64URL.encode(signature.sign());
  }

  private static JWTClaimsSet claims() {
    Instant now = Instant.now();
    return new JWTClaimsSet.Builder()
        .issuer("https://login.example.com")
        .subject(UUID.randomUUID().toString())
        .audience("https://login.example.com")
        .issueTime(Date.from(now))
        .expirationTime(Date.from(now.plusSeconds(43_200)))
        .jwtID(UUID.randomUUID().toString())
        .claim("sid", UUID.randomUUID().toString())
        .claim("upn", "corpinc/ann")
        .claim("groups", List.of("user", "workspace-admin"))
        .claim("org_uid", "corpinc")
        .build();
  }

  private static void require(boolean valid) {
    if (!valid) {
      throw new IllegalStateException("a signature of our own is wrong");
    }
  }

  /** What is measured. */
  private interface Work {
    void run() throws Exception;
  }

  /** One of the candidates. */
  private record Algorithm(String name, Work sign, Work verify, int tokenBytes) {}
}
