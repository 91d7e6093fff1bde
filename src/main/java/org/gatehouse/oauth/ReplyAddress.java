package org.gatehouse.oauth;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationErrorResponse;
import com.nimbusds.oauth2.sdk.AuthorizationResponse;
import com.nimbusds.oauth2.sdk.AuthorizationSuccessResponse;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import java.net.URI;
import java.util.Optional;
import org.gatehouse.core.oauth.client.OAuthRefusal;
import org.jspecify.annotations.Nullable;

/**
 * Where and how a client wants to be answered, which is one of its registered addresses.
 *
 * @param redirectUri where
 * @param mode in the query, or by a form
 * @param state what it wants to be told again (RFC 6749, 4.1.2)
 * @param issuer who answers (RFC 9207)
 */
record ReplyAddress(URI redirectUri, ResponseMode mode, Optional<State> state, Issuer issuer) {
  AuthorizationResponse success(String code) {
    return new AuthorizationSuccessResponse(
        redirectUri, new AuthorizationCode(code), null, stateOrNull(), issuer, mode);
  }

  AuthorizationResponse error(OAuthRefusal refusal) {
    return new AuthorizationErrorResponse(
        redirectUri,
        new ErrorObject(refusal.error().code(), refusal.description()),
        stateOrNull(),
        issuer,
        mode);
  }

  private @Nullable State stateOrNull() {
    return state.orElse(null);
  }
}
