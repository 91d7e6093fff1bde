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
import java.net.URI;
import java.net.URL;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.gatehouse.core.input.InvalidInput;
import org.gatehouse.federation.Fetch;

/**
 * Lets Nimbus speak to providers by {@link Fetch}. Redirects are not followed: what an issuer is
 * trusted for must come from its own address, and none of these has one.
 */
@Singleton
class Exchange implements HTTPRequestSender, ResourceRetriever {
  private static final int LARGEST = 256 * 1024;
  private static final String JSON = "application/json";

  private final Fetch fetch;

  @Inject
  Exchange(Fetch fetch) {
    this.fetch = fetch;
  }

  /**
   * A configuration.
   *
   * @throws InvalidInput if it can't be had, saying why
   */
  String configuration(URI address) {
    return new String(fetch.getDirectly(address, JSON, LARGEST), StandardCharsets.UTF_8);
  }

  @Override
  public Resource retrieveResource(URL url) throws IOException {
    try {
      return new Resource(configuration(URI.create(url.toString())), JSON);
    } catch (InvalidInput e) {
      throw new IOException(e.rule());
    }
  }

  @Override
  public ReadOnlyHTTPResponse send(ReadOnlyHTTPRequest request) throws IOException {
    HttpRequest.Builder builder = HttpRequest.newBuilder(request.getURI()).header("Accept", JSON);
    request
        .getHeaderMap()
        .forEach((name, values) -> values.forEach(value -> builder.header(name, value)));
    if (request.getMethod() == Method.POST) {
      builder.POST(BodyPublishers.ofString(request.getBody()));
    }
    try {
      return answer(fetch.send(builder, LARGEST));
    } catch (InvalidInput e) {
      throw new IOException(e.rule());
    }
  }

  private static HTTPResponse answer(HttpResponse<byte[]> response) {
    HTTPResponse answer = new HTTPResponse(response.statusCode());
    response.headers().firstValue("Content-Type").ifPresent(type -> setType(answer, type));
    answer.setBody(new String(response.body(), StandardCharsets.UTF_8));
    return answer;
  }

  private static void setType(HTTPResponse answer, String type) {
    try {
      answer.setContentType(type);
    } catch (ParseException e) {
      // Then it has none, and whoever wants one refuses it.
    }
  }
}
