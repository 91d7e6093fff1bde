package org.gatehouse.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.auth.message.AuthException;
import jakarta.security.auth.message.AuthStatus;
import jakarta.security.auth.message.MessageInfo;
import jakarta.security.auth.message.MessagePolicy;
import jakarta.security.auth.message.config.AuthConfigFactory;
import jakarta.security.auth.message.module.ServerAuthModule;
import jakarta.security.enterprise.AuthenticationException;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Objects;
import javax.security.auth.Subject;
import javax.security.auth.callback.CallbackHandler;
import org.jspecify.annotations.Nullable;

/**
 * Takes the container's requests to the {@code HttpAuthenticationMechanism} (Jakarta Authentication
 * 3.0, 4). Each server has a module for that, which looks the mechanism up in JNDI before and after
 * each request: a seventh of a GET. This one has it injected.
 */
@ApplicationScoped
public class GatehouseServerAuthModule implements ServerAuthModule {
  @Inject private HttpAuthenticationMechanism mechanism;

  private volatile @Nullable CallbackHandler handler;

  /** Puts this in the place of the server's module, which is there since before any listener. */
  public void register(ServletContext application) {
    var unused = AuthConfigFactory.getFactory().registerServerAuthModule(this, application);
  }

  @Override
  public void initialize(
      @Nullable MessagePolicy requestPolicy,
      @Nullable MessagePolicy responsePolicy,
      CallbackHandler containerHandler,
      Map<String, Object> options) {
    handler = containerHandler;
  }

  @Override
  public Class<?>[] getSupportedMessageTypes() {
    return new Class<?>[] {HttpServletRequest.class, HttpServletResponse.class};
  }

  @Override
  public AuthStatus validateRequest(
      MessageInfo message, Subject clientSubject, @Nullable Subject serviceSubject)
      throws AuthException {
    var context =
        new ServletMessageContext(message, clientSubject, Objects.requireNonNull(handler));
    try {
      return status(
          mechanism.validateRequest(context.getRequest(), context.getResponse(), context));
    } catch (AuthenticationException e) {
      throw new AuthException(e);
    }
  }

  /** Jakarta Security 3.0, 2.3.1: a request of nobody goes on as one of somebody does. */
  private static AuthStatus status(AuthenticationStatus status) {
    return switch (status) {
      case SUCCESS, NOT_DONE -> AuthStatus.SUCCESS;
      case SEND_CONTINUE -> AuthStatus.SEND_CONTINUE;
      case SEND_FAILURE -> AuthStatus.SEND_FAILURE;
    };
  }
}
