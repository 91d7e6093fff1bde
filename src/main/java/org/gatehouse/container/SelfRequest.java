package org.gatehouse.container;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.Map;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * A GET to the very listener that another request came in by. Its certificate names the outside
 * address, not this one, and isn't checked: whoever listens there is this process.
 */
final class SelfRequest {
  private static final int PATIENCE_MILLIS = 20_000;
  private static final int LONGEST_ANSWER = 1_000;

  private SelfRequest() {}

  /**
   * The body of the answer, or an empty text if the status isn't 200.
   *
   * @param like the request whose listener is meant
   * @param path below the context root
   * @param headers to send
   */
  static String get(HttpServletRequest like, String path, Map<String, String> headers)
      throws IOException {
    try {
      return get("http", like, path, headers);
    } catch (IOException e) {
      // A listener of https doesn't answer http; behind a proxy isSecure() doesn't tell.
      return get("https", like, path, headers);
    }
  }

  private static String get(
      String scheme, HttpServletRequest like, String path, Map<String, String> headers)
      throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection) address(scheme, like, path).toURL().openConnection();
    if (connection instanceof HttpsURLConnection https) {
      https.setSSLSocketFactory(trusting().getSocketFactory());
      https.setHostnameVerifier((host, session) -> true);
    }
    connection.setInstanceFollowRedirects(false);
    connection.setConnectTimeout(PATIENCE_MILLIS);
    connection.setReadTimeout(PATIENCE_MILLIS);
    headers.forEach(connection::setRequestProperty);
    try {
      if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
        return "";
      }
      byte[] body = connection.getInputStream().readNBytes(LONGEST_ANSWER);
      return new String(body, StandardCharsets.UTF_8);
    } finally {
      connection.disconnect();
    }
  }

  private static URI address(String scheme, HttpServletRequest like, String path)
      throws IOException {
    try {
      String full = like.getContextPath() + path;
      return new URI(scheme, null, like.getLocalAddr(), like.getLocalPort(), full, null, null);
    } catch (URISyntaxException e) {
      throw new IOException(e);
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
}
