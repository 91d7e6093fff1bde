package org.gatehouse.core.secret;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BinaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keeps secrets in the database unreadable without the master key: AES-256-GCM (NIST SP 800-38D)
 * for what must be read again, HMAC-SHA-256 for what must only be recognised. Each purpose has a
 * key of its own, derived from the master key, and a sealed text opens only for the owner it was
 * sealed for. It also says by which master key, so that the key can be changed: {@link SealAnew}.
 */
@Singleton
public class Vault {
  static final String FINGERPRINT_KEY = "fingerprint-key";

  private static final int IV_BYTES = 12;
  private static final int TAG_BITS = 128;

  /**
   * Which key, 12 bytes, and 16 or more; a length that is no Base64 has one character too many.
   * Those of the first version say no key.
   */
  private static final Pattern SEALED =
      Pattern.compile(
          "(?:v1|v2\\.([0-9a-f]{8}))\\.([A-Za-z0-9_-]{16})\\.((?!(?:.{4})*.$)[A-Za-z0-9_-]{22,})");

  private final MasterKey masterKey;
  private final SecureRandom random;
  private final BinaryOperator<String> keepKey;
  private final Map<String, byte[]> fingerprintKeys = new ConcurrentHashMap<>();

  @Inject
  Vault(MasterKey masterKey, SecureRandom random, FingerprintKeys fingerprintKeys) {
    this(masterKey, random, fingerprintKeys::keep);
  }

  /**
   * One that derives the keys of its keyed hashes anew from each master key.
   *
   * @param masterKey what all keys derive from
   * @param random for initialisation vectors
   */
  public Vault(MasterKey masterKey, SecureRandom random) {
    this(masterKey, random, (purpose, sealedKey) -> sealedKey);
  }

  private Vault(MasterKey masterKey, SecureRandom random, BinaryOperator<String> keepKey) {
    this.masterKey = masterKey;
    this.random = random;
    this.keepKey = keepKey;
  }

  /**
   * Encrypts.
   *
   * @param purpose what kind of secret it is; another purpose can't open it
   * @param owner whose it is, for example a row's key: moved to another row it doesn't open
   * @param secret what to hide
   */
  public String seal(String purpose, String owner, String secret) {
    byte[] iv = new byte[IV_BYTES];
    random.nextBytes(iv);
    byte[] sealed =
        gcm(
            cipher(Cipher.ENCRYPT_MODE, masterKey.bytes(), purpose, owner, iv),
            secret.getBytes(StandardCharsets.UTF_8));
    Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
    return prefix() + base64.encodeToString(iv) + "." + base64.encodeToString(sealed);
  }

  /** How everything begins that is sealed from now on. */
  String prefix() {
    return "v2." + masterKey.id() + ".";
  }

  /**
   * Decrypts what {@link #seal} made with the same purpose and owner, by the present master key or
   * the one it is being changed from.
   *
   * @throws WrongMasterKey if it was sealed under another master key, for another owner, or changed
   */
  public String open(String purpose, String owner, String sealed) {
    Matcher parts = SEALED.matcher(sealed);
    if (!parts.matches()) {
      throw new WrongMasterKey();
    }
    Base64.Decoder base64 = Base64.getUrlDecoder();
    byte[] iv = base64.decode(parts.group(2));
    byte[] hidden = base64.decode(parts.group(3));
    String id = parts.group(1);
    return (id == null ? masterKey.all() : masterKey.named(id))
        .map(key -> tryToOpen(cipher(Cipher.DECRYPT_MODE, key, purpose, owner, iv), hidden))
        .flatMap(Optional::stream)
        .findFirst()
        .map(plain -> new String(plain, StandardCharsets.UTF_8))
        .orElseThrow(WrongMasterKey::new);
  }

  /** Nothing, if it was sealed by another key: the first version doesn't say by which. */
  private static Optional<byte[]> tryToOpen(Cipher cipher, byte[] hidden) {
    try {
      return Optional.of(cipher.doFinal(hidden));
    } catch (AEADBadTagException e) {
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM is part of every JDK", e);
    }
  }

  private static byte[] gcm(Cipher cipher, byte[] secret) {
    try {
      return cipher.doFinal(secret);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM is part of every JDK", e);
    }
  }

  private static Cipher cipher(
      int mode, byte[] masterKey, String purpose, String owner, byte[] iv) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(
          mode,
          new SecretKeySpec(derive(masterKey, "seal:" + purpose), "AES"),
          new GCMParameterSpec(TAG_BITS, iv));
      cipher.updateAAD((purpose + "\n" + owner).getBytes(StandardCharsets.UTF_8));
      return cipher;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM is part of every JDK", e);
    }
  }

  /**
   * A keyed hash, lower-case hex: the same text for the same purpose gives the same hash, also when
   * the master key has changed.
   */
  public String fingerprint(String purpose, String text) {
    return HexFormat.of().formatHex(mac(fingerprintKey(purpose), text));
  }

  private byte[] fingerprintKey(String purpose) {
    byte[] known = fingerprintKeys.get(purpose);
    if (known == null) {
      byte[] derived = derive(masterKey.bytes(), "fingerprint:" + purpose);
      String sealed = seal(FINGERPRINT_KEY, purpose, Base64.getEncoder().encodeToString(derived));
      String kept = keepKey.apply(purpose, sealed);
      known = Base64.getDecoder().decode(open(FINGERPRINT_KEY, purpose, kept));
      fingerprintKeys.put(purpose, known);
    }
    return known;
  }

  private static byte[] derive(byte[] masterKey, String label) {
    // One block of HKDF-Expand (RFC 5869): the master key is uniformly random already.
    return mac(masterKey, "gatehouse:" + label + "\u0001");
  }

  static byte[] mac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HmacSHA256 is part of every JDK", e);
    }
  }
}
