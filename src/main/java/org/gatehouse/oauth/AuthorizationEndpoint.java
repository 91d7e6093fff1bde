package org.gatehouse.oauth;

import com.nimbusds.oauth2.sdk.AuthorizationResponse;
import com.nimbusds.oauth2.sdk.ResponseMode;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.gatehouse.core.oauth.AuthorizationAudit;
import org.gatehouse.core.oauth.AuthorizationOutcome;
import org.gatehouse.core.oauth.AuthorizationOutcome.Authorized;
import org.gatehouse.core.oauth.AuthorizationOutcome.Step;
import org.gatehouse.core.oauth.AuthorizationOutcome.Waiting;
import org.gatehouse.core.oauth.Authorize;
import org.gatehouse.core.oauth.client.OAuthRefusal;
import org.gatehouse.core.oauth.issuer.Issuer;
import org.gatehouse.core.oauth.issuer.Issuers;
import org.gatehouse.core.oauth.request.Answers;
import org.gatehouse.core.oauth.request.AuthorizationRequest;
import org.gatehouse.core.oauth.request.RequestText;
import org.gatehouse.core.oauth.request.WaitingRequest;
import org.gatehouse.core.oauth.request.WaitingRequests;
import org.gatehouse.http.CurrentCaller;
import org.gatehouse.http.ErrorReport;
import org.gatehouse.http.Redirect;
import org.gatehouse.http.Requests;
import org.gatehouse.http.browser.ApplicationLogin;
import org.gatehouse.http.browser.PostedForm;
import org.gatehouse.oauth.UnansweredRequest.Why;

/** Has authorization requests decided, and sends browsers where that leads. */
@Singleton
class AuthorizationEndpoint {
  private final Issuers issuers;
  private final AuthorizationRequests authorizationRequests;
  private final Authorize authorize;
  private final WaitingRequests waitingRequests;
  private final AuthorizationAudit audit;
  private final Requests requests;
  private final Clock clock;

  @Inject
  AuthorizationEndpoint(
      Issuers issuers,
      AuthorizationRequests authorizationRequests,
      Authorize authorize,
      WaitingRequests waitingRequests,
      AuthorizationAudit audit,
      Requests requests,
      Clock clock) {
    this.issuers = issuers;
    this.authorizationRequests = authorizationRequests;
    this.authorize = authorize;
    this.waitingRequests = waitingRequests;
    this.audit = audit;
    this.requests = requests;
    this.clock = clock;
  }

  /** A request that a browser brings by GET, with its cookies. */
  void receive(
      Issuer issuer,
      Map<String, List<String>> parameters,
      HttpServletRequest request,
      HttpServletResponse response)
      throws ServletException, IOException {
    Exchange exchange = new Exchange(request, response);
    try {
      ReceivedRequest received = authorizationRequests.arrive(issuer, parameters);
      decide(received, Answers.none(clock.instant()), Optional.empty(), exchange);
    } catch (UnansweredRequest e) {
      tell(issuer, e, exchange);
    }
  }

  /**
   * A request that a browser brings by POST: from another site it comes without our cookies, and is
   * looked at when the browser comes back by GET.
   */
  void keep(
      Issuer issuer,
      Map<String, List<String>> parameters,
      HttpServletRequest request,
      HttpServletResponse response)
      throws ServletException, IOException {
    Exchange exchange = new Exchange(request, response);
    try {
      ReceivedRequest received = authorizationRequests.arrive(issuer, parameters);
      try {
        AuthorizationRequest wanted = authorizationRequests.read(received);
        String key = keep(received, wanted, exchange);
        exchange.go(
            requests.address(ApplicationLogin.then(key, authorizationRequests.language(received))));
      } catch (OAuthRefusal e) {
        refuse(received, e, exchange);
      }
    } catch (UnansweredRequest e) {
      tell(issuer, e, exchange);
    }
  }

  /**
   * A browser comes back from a page of ours.
   *
   * @param key of the request that waits: anything
   */
  void resume(String key, HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    Exchange exchange = new Exchange(request, response);
    Optional<WaitingRequest> waiting = waitingRequests.find(key);
    Optional<Issuer> issuer = waiting.map(WaitingRequest::issuerPath).flatMap(issuers::at);
    if (issuer.isEmpty()) {
      // By the back button perhaps. Whoever comes for nothing isn't worth a row in the audit log.
      exchange.fail(Why.OVER);
      return;
    }
    try {
      ReceivedRequest received =
          authorizationRequests.comeBack(issuer.get(), waiting.get().parameters());
      decide(received, waiting.get().answers(), Optional.of(key), exchange);
    } catch (UnansweredRequest e) {
      tell(issuer.get(), e, exchange);
    }
  }

  private void decide(
      ReceivedRequest received, Answers answers, Optional<String> key, Exchange exchange)
      throws ServletException, IOException {
    try {
      AuthorizationRequest wanted = authorizationRequests.read(received);
      AuthorizationOutcome outcome =
          authorize.decide(
              received.issuer(), wanted, CurrentCaller.of(exchange.request()), answers);
      if (outcome instanceof Waiting waiting) {
        String known = key.isPresent() ? key.get() : keep(received, wanted, exchange);
        exchange.go(requests.address(page(received, waiting.step(), known)));
      } else if (outcome instanceof Authorized authorized) {
        // Of two windows that come back at once, one gets the code.
        if (key.isPresent() && !waitingRequests.close(key.get())) {
          throw new UnansweredRequest(Why.OVER);
        }
        answer(received, received.replyTo().success(authorized.code()), exchange);
      }
    } catch (OAuthRefusal e) {
      key.ifPresent(waitingRequests::close);
      refuse(received, e, exchange);
    }
  }

  private String keep(ReceivedRequest received, AuthorizationRequest wanted, Exchange exchange) {
    RequestText text = AuthorizationRequests.text(received, authorize.toAllow(wanted));
    return waitingRequests.keep(received.client(), text, requests.client(exchange.request()));
  }

  /** Where the person does what is needed. */
  private String page(ReceivedRequest received, Step step, String key) {
    String then = ApplicationLogin.parameter(key, authorizationRequests.language(received));
    return switch (step) {
      case LOGIN ->
          "/login?"
              + received.issuer().workspaceUid().map(uid -> "workspace=" + uid + "&").orElse("")
              + then;
      case OTHER_ACCOUNT, SELECT_ACCOUNT, REAUTHENTICATION ->
          "/login/again?step=" + step.name().toLowerCase(Locale.ROOT) + "&" + then;
      case PASSWORD_CHANGE -> "/account/password?" + then;
      case CONSENT -> "/login/consent?" + then;
    };
  }

  private void refuse(ReceivedRequest received, OAuthRefusal refusal, Exchange exchange)
      throws ServletException, IOException {
    audit.refused(
        received.issuer(),
        CurrentCaller.of(exchange.request()),
        Optional.of(received.client()),
        AuthorizationAudit.word(refusal.error()),
        requests.client(exchange.request()));
    answer(received, received.replyTo().error(refusal), exchange);
  }

  private void tell(Issuer issuer, UnansweredRequest unanswered, Exchange exchange)
      throws IOException {
    if (unanswered.why() != Why.OVER) {
      audit.refused(
          issuer,
          CurrentCaller.of(exchange.request()),
          unanswered.client(),
          unanswered.why().word(),
          unanswered.addresses(),
          requests.client(exchange.request()));
    }
    exchange.fail(unanswered.why());
  }

  private static void answer(
      ReceivedRequest received, AuthorizationResponse answer, Exchange exchange)
      throws ServletException, IOException {
    if (ResponseMode.FORM_POST.equals(received.replyTo().mode())) {
      exchange.post(
          new PostedForm(
              received.replyTo().redirectUri().toString(),
              answer.toParameters().entrySet().stream()
                  .collect(
                      Collectors.toUnmodifiableMap(
                          Map.Entry::getKey, entry -> entry.getValue().get(0))),
              received.client().metadata().name()));
    } else {
      exchange.go(answer.toURI().toString());
    }
  }

  /** A request of a browser and how it is answered. */
  private record Exchange(HttpServletRequest request, HttpServletResponse response) {
    /** Always by GET (RFC 9700, 4.12). */
    void go(String address) {
      Redirect.seeOther(response, address);
    }

    void post(PostedForm form) throws ServletException, IOException {
      form.set(request);
      request.getRequestDispatcher(PostedForm.PAGE).forward(request, response);
    }

    void fail(Why why) throws IOException {
      request.setAttribute(ErrorReport.RULE, why.rule());
      response.sendError(HttpServletResponse.SC_BAD_REQUEST);
    }
  }
}
