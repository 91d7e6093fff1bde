package org.gatehouse.security.enforcement;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.Map;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * A GET from this process to itself. The certificate there names the outside address, not this one,
 * and isn't checked.
 */
final class SelfRequest {
  /** The header that {@link EnforcementCheck} puts on answers of this process. */
  static final String MARK = "X-Gatehouse-Self-Check";

  private static final int PATIENCE_MILLIS = 5_000;
  private static final int LONGEST_ANSWER = 1_000;

  private SelfRequest() {}

  /**
   * The body of the answer, or an empty text if it is a refusal.
   *
   * @param listener an address of this machine
   * @param path with the context path
   * @param headers to send
   * @param mark that only this process puts on its answers
   * @throws IOException if nobody answers there, or not yet: a server listens before it has
   *     deployed
   */
  static String get(
      InetSocketAddress listener, String path, Map<String, String> headers, String mark)
      throws IOException {
    try {
      return get("http", listener, path, headers, mark);
    } catch (NotYet e) {
      throw e;
    } catch (IOException e) {
      // A listener of https doesn't answer http; behind a proxy isSecure() doesn't tell.
      return get("https", listener, path, headers, mark);
    }
  }

  private static String get(
      String scheme,
      InetSocketAddress listener,
      String path,
      Map<String, String> headers,
      String mark)
      throws IOException {
    String host = listener.getAddress().getHostAddress().replaceAll("%.*", "");
    String literal = host.contains(":") ? "[" + host + "]" : host;
    URI address = URI.create(scheme + "://" + literal + ":" + listener.getPort() + path);
    HttpURLConnection connection =
        (HttpURLConnection) address.toURL().openConnection(Proxy.NO_PROXY);
    if (connection instanceof HttpsURLConnection https) {
      https.setSSLSocketFactory(trusting().getSocketFactory());
      https.setHostnameVerifier((name, session) -> true);
    }
    connection.setInstanceFollowRedirects(false);
    connection.setConnectTimeout(PATIENCE_MILLIS);
    connection.setReadTimeout(PATIENCE_MILLIS);
    headers.forEach(connection::setRequestProperty);
    try {
      int status = connection.getResponseCode();
      if (!mark.equals(connection.getHeaderField(MARK))) {
        throw new NotYet(status);
      }
      if (status != HttpURLConnection.HTTP_OK) {
        return "";
      }
      byte[] body = connection.getInputStream().readNBytes(LONGEST_ANSWER);
      return new String(body, StandardCharsets.UTF_8);
    } finally {
      connection.disconnect();
    }
  }

  private static SSLContext trusting() throws IOException {
    X509TrustManager anything =
        new X509TrustManager() {
          @Override
          public void checkClientTrusted(X509Certificate[] chain, String type) {
            // See the class comment.
          }

          @Override
          public void checkServerTrusted(X509Certificate[] chain, String type) {
            // See the class comment.
          }

          @Override
          public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
          }
        };
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {anything}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  /** Says that a server answers, but it isn't this process, or not yet. */
  private static final class NotYet extends IOException {
    private static final long serialVersionUID = 1L;

    NotYet(int status) {
      super("status " + status);
    }
  }
}
