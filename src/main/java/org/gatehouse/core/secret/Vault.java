package org.gatehouse.core.secret;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keeps secrets in the database unreadable without the master key: AES-256-GCM (NIST SP 800-38D)
 * for what must be read again, HMAC-SHA-256 for what must only be recognised. Each purpose has a
 * key of its own, derived from the master key, and a sealed text opens only for the owner it was
 * sealed for.
 */
@Singleton
public class Vault {
  private static final int IV_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final String VERSION = "v1.";

  /** 12 bytes, and 16 or more; a length that is no Base64 has one character too many. */
  private static final Pattern SEALED =
      Pattern.compile("v1\\.[A-Za-z0-9_-]{16}\\.(?!(.{4})*.$)[A-Za-z0-9_-]{22,}");

  private final MasterKey masterKey;
  private final SecureRandom random;

  /**
   * @param masterKey what all keys derive from
   * @param random for initialisation vectors
   */
  @Inject
  public Vault(MasterKey masterKey, SecureRandom random) {
    this.masterKey = masterKey;
    this.random = random;
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
        gcm(Cipher.ENCRYPT_MODE, purpose, owner, iv, secret.getBytes(StandardCharsets.UTF_8));
    Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
    return VERSION + base64.encodeToString(iv) + "." + base64.encodeToString(sealed);
  }

  /**
   * Decrypts what {@link #seal} made with the same purpose and owner.
   *
   * @throws WrongMasterKey if it was sealed under another master key, for another owner, or changed
   */
  public String open(String purpose, String owner, String sealed) {
    if (!SEALED.matcher(sealed).matches()) {
      throw new WrongMasterKey();
    }
    int dot = sealed.lastIndexOf('.');
    Base64.Decoder base64 = Base64.getUrlDecoder();
    byte[] iv = base64.decode(sealed.substring(VERSION.length(), dot));
    byte[] plain =
        gcm(Cipher.DECRYPT_MODE, purpose, owner, iv, base64.decode(sealed.substring(dot + 1)));
    return new String(plain, StandardCharsets.UTF_8);
  }

  /** A keyed hash, lower-case hex: the same text for the same purpose gives the same hash. */
  public String fingerprint(String purpose, String text) {
    return HexFormat.of().formatHex(mac(derive("fingerprint:" + purpose), text));
  }

  private byte[] gcm(int mode, String purpose, String owner, byte[] iv, byte[] input) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(
          mode,
          new SecretKeySpec(derive("seal:" + purpose), "AES"),
          new GCMParameterSpec(TAG_BITS, iv));
      cipher.updateAAD((purpose + "\n" + owner).getBytes(StandardCharsets.UTF_8));
      return cipher.doFinal(input);
    } catch (javax.crypto.AEADBadTagException e) {
      throw new WrongMasterKey();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM is part of every JDK", e);
    }
  }

  private byte[] derive(String label) {
    // One block of HKDF-Expand (RFC 5869): the master key is uniformly random already.
    return mac(masterKey.bytes(), "gatehouse:" + label + "\u0001");
  }

  private static byte[] mac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HmacSHA256 is part of every JDK", e);
    }
  }
}
