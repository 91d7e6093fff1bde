package org.gatehouse.federation.saml;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pac4j.core.context.CallContext;
import org.pac4j.core.context.Cookie;
import org.pac4j.core.context.WebContext;
import org.pac4j.saml.context.SAML2MessageContext;

/**
 * A request that tells pac4j nothing: what a message is about is in the message, and how it came is
 * our own matter.
 */
final class PlainContext implements WebContext {
  private PlainContext() {}

  /** What pac4j goes by when it writes or checks a message of this client. */
  static SAML2MessageContext of(IdpClient client) {
    return client
        .getContextProvider()
        .buildContext(new CallContext(new PlainContext(), null), client);
  }

  @Override
  public Optional<String> getRequestParameter(String name) {
    return Optional.empty();
  }

  @Override
  public Map<String, String[]> getRequestParameters() {
    return Map.of();
  }

  @Override
  public Optional<Object> getRequestAttribute(String name) {
    return Optional.empty();
  }

  @Override
  public void setRequestAttribute(String name, Object value) {
    // There is nobody who would read it.
  }

  @Override
  public Optional<String> getRequestHeader(String name) {
    return Optional.empty();
  }

  @Override
  public String getRequestMethod() {
    return "";
  }

  @Override
  public String getRemoteAddr() {
    return "";
  }

  @Override
  public void setResponseHeader(String name, String value) {
    // What is answered is decided elsewhere.
  }

  @Override
  public Optional<String> getResponseHeader(String name) {
    return Optional.empty();
  }

  @Override
  public void setResponseContentType(String content) {
    // What is answered is decided elsewhere.
  }

  @Override
  public String getServerName() {
    return "";
  }

  @Override
  public int getServerPort() {
    return 0;
  }

  @Override
  public String getScheme() {
    return "";
  }

  @Override
  public boolean isSecure() {
    return true;
  }

  @Override
  public String getFullRequestURL() {
    return "";
  }

  @Override
  public Collection<Cookie> getRequestCookies() {
    return List.of();
  }

  @Override
  public void addResponseCookie(Cookie cookie) {
    // What is answered is decided elsewhere.
  }

  @Override
  public String getPath() {
    return "";
  }
}
