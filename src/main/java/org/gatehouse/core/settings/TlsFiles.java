package org.gatehouse.core.settings;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.gatehouse.core.settings.Settings.ClientCertificate;
import org.jspecify.annotations.Nullable;

/** Makes connections by TLS with the certificates and keys of files (PEM, RFC 7468). */
public final class TlsFiles {
  private static final Pattern KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

  private static final List<String> ALGORITHMS = List.of("EC", "RSA", "EdDSA");

  private TlsFiles() {}

  /**
   * Trusts the certificates of a file in place of those that the JVM does.
   *
   * @param setting by what the file is named
   * @throws InvalidSettings if there are none in the file
   */
  public static SSLSocketFactory trusting(String setting, Path file) {
    return factory(null, trust(setting, file));
  }

  /**
   * The same, and shows a certificate.
   *
   * @param trustSetting by what the file is named that has what to trust
   * @param trust that file; what the JVM trusts, if there is none
   * @param keySetting by what the files are named that say who we are
   * @param own those files, if there are any
   * @throws InvalidSettings if one of them has something else
   */
  public static SSLSocketFactory of(
      String trustSetting,
      Optional<Path> trust,
      String keySetting,
      Optional<ClientCertificate> own) {
    return factory(
        own.map(files -> keys(keySetting, files)).orElse(null),
        trust.map(file -> trust(trustSetting, file)).orElse(null));
  }

  private static SSLSocketFactory factory(
      KeyManager @Nullable [] keys, TrustManager @Nullable [] trust) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys, trust, null);
      return context.getSocketFactory();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("TLS is part of every JDK", e);
    }
  }

  private static TrustManager[] trust(String setting, Path file) {
    try {
      Collection<? extends Certificate> found = certificates(file);
      if (!found.isEmpty()) {
        KeyStore store = emptyStore();
        for (Certificate certificate : found) {
          store.setCertificateEntry("trusted-" + store.size(), certificate);
        }
        TrustManagerFactory trust =
            TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        return trust.getTrustManagers();
      }
    } catch (IOException | GeneralSecurityException e) {
      // Told below, like a file without any.
    }
    throw new InvalidSettings(
        List.of(setting + " must be a file with certificates in PEM, not " + file + "."));
  }

  private static KeyManager[] keys(String setting, ClientCertificate own) {
    try {
      Collection<? extends Certificate> chain = certificates(own.chain());
      Matcher key = KEY.matcher(Files.readString(own.key(), StandardCharsets.US_ASCII));
      if (!chain.isEmpty() && key.find()) {
        KeyStore store = emptyStore();
        char[] nothing = new char[0];
        store.setKeyEntry(
            "own",
            key(Base64.getMimeDecoder().decode(key.group(1))),
            nothing,
            chain.toArray(new Certificate[0]));
        KeyManagerFactory keys =
            KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, nothing);
        return keys.getKeyManagers();
      }
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      // Told below, like files without any.
    }
    throw new InvalidSettings(
        List.of(
            setting
                + " must be files with a certificate and its private key (PKCS #8, not encrypted) in"
                + " PEM, not "
                + own.chain()
                + " and "
                + own.key()
                + "."));
  }

  /** The form doesn't say which algorithm it is of, in a way that the JDK would read. */
  private static PrivateKey key(byte[] der) throws GeneralSecurityException {
    for (String algorithm : ALGORITHMS) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
      } catch (InvalidKeySpecException e) {
        // Of another.
      }
    }
    throw new InvalidKeySpecException("It is of none that is known");
  }

  private static Collection<? extends Certificate> certificates(Path file)
      throws IOException, GeneralSecurityException {
    try (InputStream in = Files.newInputStream(file)) {
      return CertificateFactory.getInstance("X.509").generateCertificates(in);
    }
  }

  private static KeyStore emptyStore() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    return store;
  }
}
