package org.gatehouse.security;

import jakarta.security.auth.message.MessageInfo;
import jakarta.security.auth.message.callback.CallerPrincipalCallback;
import jakarta.security.auth.message.callback.GroupPrincipalCallback;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.CallerPrincipal;
import jakarta.security.enterprise.authentication.mechanism.http.AuthenticationParameters;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.Principal;
import java.util.Set;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.UnsupportedCallbackException;
import org.jspecify.annotations.Nullable;

/**
 * What the mechanism asks the container and tells it, by the Servlet profile of Jakarta
 * Authentication 3.0 (3.8). Nothing is kept for the next request ({@code registerSession}).
 */
final class ServletMessageContext implements HttpMessageContext {
  /** Jakarta Authentication 3.0, 3.8.1.1; absent where anybody may ask. */
  private static final String IS_MANDATORY =
      "jakarta.security.auth.message.MessagePolicy.isMandatory";

  private final MessageInfo message;
  private final Subject clientSubject;
  private final CallbackHandler handler;
  private @Nullable Principal callerPrincipal;
  private @Nullable Set<String> groups;

  ServletMessageContext(MessageInfo message, Subject clientSubject, CallbackHandler handler) {
    this.message = message;
    this.clientSubject = clientSubject;
    this.handler = handler;
  }

  @Override
  public boolean isProtected() {
    return Boolean.parseBoolean((String) message.getMap().get(IS_MANDATORY));
  }

  /** Nothing here calls {@code SecurityContext.authenticate}. */
  @Override
  public boolean isAuthenticationRequest() {
    return false;
  }

  @Override
  public boolean isRegisterSession() {
    return false;
  }

  @Override
  public void setRegisterSession(String callerName, Set<String> callerGroups) {
    throw new UnsupportedOperationException("Callers are not kept in HTTP sessions.");
  }

  @Override
  public void cleanClientSubject() {
    clientSubject.getPrincipals().clear();
  }

  @Override
  public AuthenticationParameters getAuthParameters() {
    return new AuthenticationParameters();
  }

  @Override
  public CallbackHandler getHandler() {
    return handler;
  }

  @Override
  public MessageInfo getMessageInfo() {
    return message;
  }

  @Override
  public Subject getClientSubject() {
    return clientSubject;
  }

  @Override
  public HttpServletRequest getRequest() {
    return (HttpServletRequest) message.getRequestMessage();
  }

  @Override
  public void setRequest(HttpServletRequest request) {
    message.setRequestMessage(request);
  }

  @Override
  public HttpMessageContext withRequest(HttpServletRequest request) {
    setRequest(request);
    return this;
  }

  @Override
  public HttpServletResponse getResponse() {
    return (HttpServletResponse) message.getResponseMessage();
  }

  @Override
  public void setResponse(HttpServletResponse response) {
    message.setResponseMessage(response);
  }

  @Override
  public AuthenticationStatus redirect(String location) {
    return answer(AuthenticationStatus.SEND_CONTINUE, () -> getResponse().sendRedirect(location));
  }

  @Override
  public AuthenticationStatus forward(String path) {
    return answer(
        AuthenticationStatus.SEND_CONTINUE,
        () -> getRequest().getRequestDispatcher(path).forward(getRequest(), getResponse()));
  }

  @Override
  public AuthenticationStatus responseUnauthorized() {
    return answer(
        AuthenticationStatus.SEND_FAILURE,
        () -> getResponse().sendError(HttpServletResponse.SC_UNAUTHORIZED));
  }

  @Override
  public AuthenticationStatus responseNotFound() {
    return answer(
        AuthenticationStatus.SEND_FAILURE,
        () -> getResponse().sendError(HttpServletResponse.SC_NOT_FOUND));
  }

  @Override
  public AuthenticationStatus notifyContainerAboutLogin(
      String callerName, Set<String> callerGroups) {
    return notifyContainerAboutLogin(new CallerPrincipal(callerName), callerGroups);
  }

  @Override
  public AuthenticationStatus notifyContainerAboutLogin(CredentialValidationResult result) {
    return result.getStatus() == CredentialValidationResult.Status.VALID
        ? notifyContainerAboutLogin(result.getCallerPrincipal(), result.getCallerGroups())
        : AuthenticationStatus.SEND_FAILURE;
  }

  @Override
  public AuthenticationStatus notifyContainerAboutLogin(
      Principal principal, Set<String> callerGroups) {
    callerPrincipal = principal;
    groups = callerGroups;
    tell(
        new CallerPrincipalCallback(clientSubject, principal),
        new GroupPrincipalCallback(clientSubject, callerGroups.toArray(String[]::new)));
    return AuthenticationStatus.SUCCESS;
  }

  /** Jakarta Authentication 3.0, 3.8.3.1: no principal, so that the request is nobody's. */
  @Override
  public AuthenticationStatus doNothing() {
    callerPrincipal = null;
    groups = null;
    tell(new CallerPrincipalCallback(clientSubject, (Principal) null));
    return AuthenticationStatus.NOT_DONE;
  }

  @Override
  public @Nullable Principal getCallerPrincipal() {
    return callerPrincipal;
  }

  @Override
  public @Nullable Set<String> getGroups() {
    return groups;
  }

  private void tell(Callback... callbacks) {
    try {
      handler.handle(callbacks);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (UnsupportedCallbackException e) {
      throw new IllegalStateException(e);
    }
  }

  private static AuthenticationStatus answer(AuthenticationStatus status, Answer answer) {
    try {
      answer.send();
      return status;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ServletException e) {
      throw new IllegalStateException(e);
    }
  }

  @FunctionalInterface
  private interface Answer {
    void send() throws IOException, ServletException;
  }
}
