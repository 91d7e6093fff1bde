package org.gatehouse.oauth.forwardauth;

import com.nimbusds.oauth2.sdk.AuthorizationRequest;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import org.gatehouse.core.oauth.forwardauth.CheckForward;
import org.gatehouse.core.oauth.forwardauth.LogInForward;
import org.gatehouse.core.oauth.forwardauth.LogInForward.Answer;
import org.gatehouse.core.oauth.forwardauth.LogInForward.Begun;
import org.gatehouse.core.oauth.forwardauth.LogInForward.LoggedIn;
import org.gatehouse.core.oauth.forwardauth.LogInForward.Outcome;
import org.gatehouse.core.oauth.forwardauth.LogInForward.Reason;
import org.gatehouse.core.oauth.forwardauth.LogInForward.Refused;
import org.gatehouse.core.oauth.forwardauth.ProxiedApplication;
import org.gatehouse.core.oauth.forwardauth.ProxiedApplications;
import org.gatehouse.core.oauth.forwardauth.Verdict;
import org.gatehouse.core.oauth.forwardauth.Verdict.Allowed;
import org.gatehouse.core.oauth.forwardauth.Verdict.LoginRequired;
import org.gatehouse.http.Cookies;
import org.gatehouse.http.QueryString;
import org.gatehouse.http.Redirect;
import org.gatehouse.http.Requests;
import org.gatehouse.http.browser.SignOnCookie;
import org.gatehouse.http.filter.SecretParametersFilter;
import org.jspecify.annotations.Nullable;

/**
 * What a reverse proxy asks about an application, by its client id:
 *
 * <ul>
 *   <li>{@code /forward-auth/{client_id}}: 200 with {@code Remote-User} and so on, 401 for nobody,
 *       403 for somebody who may not use it.
 *   <li>{@code …/login}: the same, but a browser is sent to the login page.
 *   <li>{@code …/callback}, {@code …/logout}: what the proxy passes on from {@code
 *       /.gatehouse/callback} and {@code /.gatehouse/logout} of the application's host. Cookies
 *       that are set there are of that host.
 * </ul>
 */
public class ForwardAuthServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  private static final String CHALLENGE = "Cookie realm=\"Gatehouse\"";
  private static final String COOKIE = "gatehouse-app-";

  @Inject private transient ProxiedApplications applications;
  @Inject private transient CheckForward checkForward;
  @Inject private transient LogInForward logInForward;
  @Inject private transient SignOnCookie browserCookie;
  @Inject private transient Cookies cookies;
  @Inject private transient Requests requests;

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String[] path = text(request.getPathInfo()).split("/", 3);
    Optional<ProxiedApplication> found =
        path.length < 2
            ? Optional.empty()
            : applications.find(
                path[1], Optional.ofNullable(request.getHeader("X-Forwarded-Host")));
    if (found.isEmpty()) {
      response.sendError(HttpServletResponse.SC_FORBIDDEN);
      return;
    }
    ProxiedApplication application = found.get();
    switch (path.length < 3 ? "" : path[2]) {
      case "" -> tell(verdict(application, request), response);
      case "login" -> logIn(application, request, response);
      case "callback" -> complete(application, request, response);
      case "logout" -> logOut(application, request, response);
      default -> response.sendError(HttpServletResponse.SC_NOT_FOUND);
    }
  }

  private Verdict verdict(ProxiedApplication application, HttpServletRequest request) {
    return checkForward.check(application, cookies.read(request, cookie(application)));
  }

  /** One a client: cookies make no difference between ports, and so two may share a host. */
  private static String cookie(ProxiedApplication application) {
    return COOKIE + application.client().clientId();
  }

  private static void tell(Verdict verdict, HttpServletResponse response) throws IOException {
    if (verdict instanceof Allowed allowed) {
      RemoteHeaders.write(response, allowed.claims());
    } else if (verdict instanceof LoginRequired) {
      response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
      response.setHeader("WWW-Authenticate", CHALLENGE);
    } else {
      response.setStatus(HttpServletResponse.SC_FORBIDDEN);
    }
    // Payara takes an answer that is empty on purpose for one that is missing.
    response.flushBuffer();
  }

  private void logIn(
      ProxiedApplication application, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Verdict verdict = verdict(application, request);
    if (verdict instanceof Allowed || !isNavigation(request)) {
      tell(verdict, response);
    } else if (verdict instanceof LoginRequired) {
      String browser = browserCookie.begin(request, response);
      Begun begun =
          logInForward.begin(application, browser, text(request.getHeader("X-Forwarded-Uri")));
      Redirect.seeOther(response, authorizationRequest(application, begun).toString());
    } else {
      refuse(application, Reason.NOT_PERMITTED, response);
    }
  }

  /**
   * Whether somebody sees what is answered: a script that is sent to a login page can't do anything
   * with it.
   */
  private static boolean isNavigation(HttpServletRequest request) {
    String mode = request.getHeader("Sec-Fetch-Mode");
    return mode == null
        ? text(request.getHeader("Accept")).contains("text/html")
            && request.getHeader("X-Requested-With") == null
        : mode.equals("navigate");
  }

  private URI authorizationRequest(ProxiedApplication application, Begun begun) {
    return new AuthorizationRequest.Builder(
            ResponseType.CODE, new ClientID(application.client().clientId()))
        .endpointURI(URI.create(requests.address("/authorize" + application.issuer().suffix())))
        .redirectionURI(application.callback())
        .scope(new Scope(application.scopes().toArray(String[]::new)))
        .state(new State(begun.state()))
        .codeChallenge(new CodeVerifier(begun.verifier()), CodeChallengeMethod.S256)
        .build()
        .toURI();
  }

  private void complete(
      ProxiedApplication application, HttpServletRequest request, HttpServletResponse response) {
    String query = SecretParametersFilter.query(request);
    Outcome outcome =
        logInForward.complete(
            application,
            browserCookie.read(request),
            new Answer(
                QueryString.first(query, "state").orElse(""),
                QueryString.first(query, "code").orElse(""),
                QueryString.first(query, "error")),
            requests.client(request));
    if (outcome instanceof LoggedIn in) {
      cookies.set(response, cookie(application), in.token(), Cookies.BROWSER_SESSION);
      Redirect.seeOther(response, in.address());
    } else if (outcome instanceof Refused refused) {
      refuse(application, refused.reason(), response);
    }
  }

  /** On a page of ours: on the application's host there is nothing that it could be made of. */
  private void refuse(ProxiedApplication application, Reason why, HttpServletResponse response) {
    Redirect.seeOther(
        response,
        requests.address(
            "/login/refused?why="
                + why.word()
                + "&application="
                + application.client().clientId()));
  }

  /** Ends the login there, and asks the person whether the one at Gatehouse should end, too. */
  private void logOut(
      ProxiedApplication application, HttpServletRequest request, HttpServletResponse response) {
    cookies
        .read(request, cookie(application))
        .ifPresent(token -> logInForward.end(application, token, requests.client(request)));
    cookies.remove(response, cookie(application));
    Redirect.seeOther(
        response,
        requests.address(
            "/end-session"
                + application.issuer().suffix()
                + "?client_id="
                + application.client().clientId()));
  }

  private static String text(@Nullable String text) {
    return Objects.requireNonNullElse(text, "");
  }
}
