package org.gatehouse.bench.inner;

import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import org.gatehouse.core.credential.apikey.ProductKeys;
import org.gatehouse.core.secret.MasterKey;
import org.gatehouse.core.secret.RandomToken;
import org.gatehouse.core.secret.Vault;
import org.gatehouse.core.settings.SettingsReader;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What is done with secrets at each request: recognised, and looked at how they are written. */
@State(Scope.Benchmark)
public class SecretBenchmark {
  private static final Map<String, String> SETTINGS =
      Map.of("GATEHOUSE_MASTER_KEY", "QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE=");

  private final SecureRandom random = new SecureRandom();
  private final Vault vault =
      new Vault(
          new MasterKey(
              SettingsReader.read(name -> Optional.ofNullable(SETTINGS.get(name))), random),
          random);
  private final String key = ProductKeys.make();

  /** A keyed hash, as an address has one. */
  @Benchmark
  public String fingerprint() {
    return vault.fingerprint("address", "192.0.2.1");
  }

  /** The hash by which a token or a key is found. */
  @Benchmark
  public String hash() {
    return RandomToken.hash(key);
  }

  /** Whether a text is written as a key. */
  @Benchmark
  public boolean keyFormat() {
    return ProductKeys.isKey(key);
  }
}
