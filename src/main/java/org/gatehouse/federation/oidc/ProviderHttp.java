package org.gatehouse.federation.oidc;

import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPRequest.Method;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.gatehouse.core.fetch.Fetch;
import org.gatehouse.core.refusal.InvalidInput;

/**
 * Sends what Nimbus has built by {@link Fetch}. Redirects are not followed: what an issuer is
 * trusted for must come from its own address, and none of these has one.
 */
@Singleton
class ProviderHttp {
  private static final int LARGEST = 256 * 1024;
  private static final String ACCEPTED = "application/json, application/jwt;q=0.9";

  private final Fetch fetch;

  @Inject
  ProviderHttp(Fetch fetch) {
    this.fetch = fetch;
  }

  /**
   * A document: the configuration, or the keys. Whatever its media type, it is JSON or isn't.
   *
   * @param workspaceId on whose behalf
   * @throws InvalidInput if it can't be had, saying why
   */
  String document(UUID workspaceId, URI address) {
    return text(fetch.getDirectly(workspaceId, address, ACCEPTED, LARGEST));
  }

  /**
   * The answer to a request.
   *
   * @param workspaceId on whose behalf
   * @throws InvalidInput if there is none, saying why
   */
  Reply send(UUID workspaceId, HTTPRequest request) {
    HttpUriRequestBase prepared =
        new HttpUriRequestBase(request.getMethod().name(), request.getURI());
    prepared.setHeader("Accept", ACCEPTED);
    request
        .getHeaderMap()
        .forEach((name, values) -> values.forEach(value -> prepared.addHeader(name, value)));
    if (request.getMethod() == Method.POST) {
      // Of a type that is among the headers.
      prepared.removeHeaders("Content-Type");
      prepared.setEntity(
          new StringEntity(request.getBody(), ContentType.APPLICATION_FORM_URLENCODED));
    }
    Fetch.Answer answer = fetch.send(workspaceId, prepared, LARGEST);
    return new Reply(answer.status(), answer.type(), text(answer.body()));
  }

  /** UTF-8 (RFC 8259, 8.1); a mark of that at the beginning is overlooked, as it may be. */
  private static String text(byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8);
    return text.startsWith("\ufeff") ? text.substring(1) : text;
  }

  /**
   * What a provider has answered.
   *
   * @param status of HTTP
   * @param type the media type, as it was sent
   * @param body in UTF-8
   */
  record Reply(int status, Optional<String> type, String body) {
    @Override
    public String toString() {
      return "Reply[" + status + "]";
    }
  }
}
