package org.gatehouse.oauth;

import com.nimbusds.oauth2.sdk.util.URLUtils;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gatehouse.core.oauth.EndSession;
import org.gatehouse.core.oauth.EndSession.Meant;
import org.gatehouse.core.oauth.issuer.Issuer;
import org.gatehouse.core.session.Caller;
import org.gatehouse.http.CurrentCaller;
import org.gatehouse.http.Redirect;
import org.gatehouse.http.Requests;
import org.gatehouse.http.browser.LoginCookie;
import org.gatehouse.http.browser.PageLanguages;

/** The end session endpoint (OpenID Connect RP-Initiated Logout 1.0, 2). */
public class EndSessionServlet extends BrowserServlet {
  private static final long serialVersionUID = 1L;

  /** Bytes of a form: it goes on as a query, in a header. */
  private static final int LONGEST = 6_000;

  private static final int LONGEST_BACK = 1_800;
  private static final String ADDRESS = "post_logout_redirect_uri";
  private static final String STATE = "state";

  @Inject private transient EndSession endSession;
  @Inject private transient LoginCookie cookie;
  @Inject private transient Requests requests;
  @Inject private transient PageLanguages languages;

  /** For the server. */
  public EndSessionServlet() {
    super(LONGEST);
  }

  /** The browser comes again by GET, with our cookies. */
  @Override
  void post(
      Issuer issuer,
      Map<String, List<String>> form,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    String query = URLUtils.serializeParameters(form);
    if (query.length() > LONGEST) {
      response.sendError(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
    } else {
      Redirect.seeOther(response, requests.address("/end-session" + issuer.suffix() + "?" + query));
    }
  }

  @Override
  void get(Issuer issuer, String query, HttpServletRequest request, HttpServletResponse response) {
    Map<String, List<String>> parameters = URLUtils.parseParameters(query);
    Meant meant =
        endSession.read(
            issuer,
            first(parameters, "id_token_hint"),
            first(parameters, "client_id"),
            first(parameters, ADDRESS),
            requests.client(request));
    String then = then(meant, parameters);
    Optional<Caller> caller = CurrentCaller.of(request);
    if (caller.isEmpty()) {
      Redirect.seeOther(response, then);
      return;
    }
    Optional<String> next = endSession.endIfShown(meant, caller.get(), then);
    next.ifPresent(ended -> cookie.remove(response));
    Redirect.seeOther(
        response,
        next.orElseGet(() -> requests.address("/logout?" + question(issuer, meant, parameters))));
  }

  /** Where the person is in the end: where the client wants, or at our login page. */
  private String then(Meant meant, Map<String, List<String>> parameters) {
    return meant
        .address()
        .map(address -> withState(address, first(parameters, STATE)))
        .orElseGet(
            () ->
                requests.address(
                    Redirect.LOGGED_OUT + language(parameters).map(text -> "&" + text).orElse("")));
  }

  /** In which language the person is to be asked, as a parameter of ours. */
  private Optional<String> language(Map<String, List<String>> parameters) {
    return first(parameters, PageLanguages.PARAMETER)
        .flatMap(languages::first)
        .map(PageLanguages::parameter);
  }

  private static Optional<String> first(Map<String, List<String>> parameters, String name) {
    return parameters.getOrDefault(name, List.of()).stream()
        .filter(value -> !value.isBlank())
        .findFirst();
  }

  /** What the page needs that asks: where the person comes back to, when the session has ended. */
  private String question(Issuer issuer, Meant meant, Map<String, List<String>> parameters) {
    Optional<String> back =
        meant
            .client()
            .filter(client -> meant.address().isPresent())
            .map(
                client ->
                    Stream.of(
                            Optional.of("client_id=" + encode(client.clientId())),
                            meant.address().map(address -> ADDRESS + "=" + encode(address)),
                            first(parameters, STATE).map(state -> STATE + "=" + encode(state)))
                        .flatMap(Optional::stream)
                        .collect(Collectors.joining("&")))
            // Longer than a way back within this server may be: the person ends up at the login
            // page.
            .filter(query -> query.length() <= LONGEST_BACK);
    String query =
        Stream.of(language(parameters), back)
            .flatMap(Optional::stream)
            .collect(Collectors.joining("&"));
    String then = "/end-session" + issuer.suffix() + (query.isEmpty() ? "" : "?" + query);
    boolean astray = first(parameters, ADDRESS).isPresent() && meant.address().isEmpty();
    return "by=application&then=" + encode(then) + (astray ? "&back=unknown" : "");
  }

  private static String withState(String address, Optional<String> state) {
    return state
        .map(text -> address + (address.contains("?") ? "&" : "?") + STATE + "=" + encode(text))
        .orElse(address);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
