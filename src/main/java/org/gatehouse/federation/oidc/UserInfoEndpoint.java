package org.gatehouse.federation.oidc;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.Subject;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.openid.connect.sdk.UserInfoRequest;
import com.nimbusds.openid.connect.sdk.UserInfoResponse;
import com.nimbusds.openid.connect.sdk.claims.UserInfo;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** Asks a provider for what the ID token doesn't say (OpenID Connect Core 1.0, 5.3). */
@Singleton
class UserInfoEndpoint {
  private final Exchange exchange;

  @Inject
  UserInfoEndpoint(Exchange exchange) {
    this.exchange = exchange;
  }

  /**
   * The claims about somebody. That they can't be had is a refusal: without the groups somebody
   * would lose the roles that come from them.
   *
   * @param subject whom the ID token is about; an answer about another doesn't count
   * @throws OidcRefused if there is no answer about that one
   */
  Map<String, Object> ask(URI endpoint, AccessToken token, Subject subject) {
    try {
      HTTPResponse answer = new UserInfoRequest(endpoint, token).toHTTPRequest().send(exchange);
      if (answer.getStatusCode() >= HTTPResponse.SC_SERVER_ERROR) {
        throw new OidcRefused(OidcRefusal.UNREACHABLE, "userinfo");
      }
      UserInfo info =
          Optional.of(UserInfoResponse.parse(answer))
              .filter(UserInfoResponse::indicatesSuccess)
              .map(response -> response.toSuccessResponse().getUserInfo())
              .orElseThrow(() -> new OidcRefused(OidcRefusal.PROVIDER_ERROR, "userinfo"));
      if (!subject.equals(info.getSubject())) {
        throw new OidcRefused(OidcRefusal.NO_SUBJECT, "userinfo");
      }
      return info.toJSONObject();
    } catch (IOException e) {
      throw new OidcRefused(OidcRefusal.UNREACHABLE, "userinfo");
    } catch (ParseException e) {
      throw new OidcRefused(OidcRefusal.UNREADABLE, "userinfo");
    }
  }
}
