package org.gatehouse.federation.oidc;

import com.nimbusds.jose.util.Resource;
import com.nimbusds.jose.util.ResourceRetriever;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.http.HTTPRequest.Method;
import com.nimbusds.oauth2.sdk.http.HTTPRequestSender;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPRequest;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPResponse;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.gatehouse.core.settings.Loopback;
import org.gatehouse.core.settings.Settings;

/**
 * Speaks to providers: encrypted, in bounded time, and no more than a bounded answer. Redirects are
 * not followed: none of these addresses has one, and the next would be one that nobody checked.
 */
@Singleton
class Exchange implements HTTPRequestSender, ResourceRetriever {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int LARGEST = 256 * 1024;

  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(PATIENCE).followRedirects(Redirect.NEVER).build();
  private final boolean plainAllowed;

  @Inject
  Exchange(Settings settings) {
    this(Loopback.isNamedBy(settings.publicUrl().getHost()));
  }

  /**
   * @param plainAllowed whether a provider may be reached by plain http, because we are too
   */
  Exchange(boolean plainAllowed) {
    this.plainAllowed = plainAllowed;
  }

  /** Whether an address is one that we would call or send a person to. */
  boolean isAllowed(URI address) {
    boolean scheme =
        "https".equals(address.getScheme()) || (plainAllowed && "http".equals(address.getScheme()));
    return scheme && address.getHost() != null && address.getUserInfo() == null;
  }

  @Override
  public Resource retrieveResource(URL url) throws IOException {
    HttpResponse<InputStream> response = call(HttpRequest.newBuilder(URI.create(url.toString())));
    if (response.statusCode() != HTTPResponse.SC_OK) {
      response.body().close();
      throw new IOException("status " + response.statusCode());
    }
    return new Resource(text(response), response.headers().firstValue("Content-Type").orElse(null));
  }

  @Override
  public ReadOnlyHTTPResponse send(ReadOnlyHTTPRequest request) throws IOException {
    HttpRequest.Builder builder = HttpRequest.newBuilder(request.getURI());
    request
        .getHeaderMap()
        .forEach((name, values) -> values.forEach(value -> builder.header(name, value)));
    if (request.getMethod() == Method.POST) {
      builder.POST(BodyPublishers.ofString(request.getBody()));
    }
    HttpResponse<InputStream> response = call(builder);
    HTTPResponse answer = new HTTPResponse(response.statusCode());
    response.headers().firstValue("Content-Type").ifPresent(type -> setContentType(answer, type));
    answer.setBody(text(response));
    return answer;
  }

  private static void setContentType(HTTPResponse answer, String type) {
    try {
      answer.setContentType(type);
    } catch (ParseException e) {
      // Then it has none, and whoever wants one refuses it.
    }
  }

  private HttpResponse<InputStream> call(HttpRequest.Builder builder) throws IOException {
    HttpRequest request = builder.header("Accept", "application/json").timeout(PATIENCE).build();
    if (!isAllowed(request.uri())) {
      throw new IOException("not an address to call");
    }
    try {
      return client.send(request, BodyHandlers.ofInputStream());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
  }

  private static String text(HttpResponse<InputStream> response) throws IOException {
    try (InputStream body = response.body()) {
      byte[] bytes = body.readNBytes(LARGEST + 1);
      if (bytes.length > LARGEST) {
        throw new IOException("too long an answer");
      }
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }
}
