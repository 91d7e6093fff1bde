package org.gatehouse.core.mail;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.gatehouse.core.settings.InvalidSettings;

/** Certificates of a file (PEM, RFC 7468), trusted in place of those that the JVM does. */
final class TrustedCertificates {
  private final SSLSocketFactory socketFactory;

  private TrustedCertificates(SSLSocketFactory socketFactory) {
    this.socketFactory = socketFactory;
  }

  /**
   * Reads them.
   *
   * @throws InvalidSettings if there are none in the file
   */
  static TrustedCertificates of(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      Collection<? extends Certificate> found =
          CertificateFactory.getInstance("X.509").generateCertificates(in);
      if (!found.isEmpty()) {
        return new TrustedCertificates(context(found).getSocketFactory());
      }
    } catch (IOException | GeneralSecurityException e) {
      // Told below, like a file without any.
    }
    throw new InvalidSettings(
        List.of("GATEHOUSE_SMTP_TRUST must be a file with certificates in PEM, not " + file + "."));
  }

  /** Makes connections to those who have proven who they are. */
  SSLSocketFactory socketFactory() {
    return socketFactory;
  }

  private static SSLContext context(Collection<? extends Certificate> certificates)
      throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    for (Certificate certificate : certificates) {
      store.setCertificateEntry("trusted-" + store.size(), certificate);
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }
}
