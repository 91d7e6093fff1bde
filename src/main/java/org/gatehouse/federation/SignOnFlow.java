package org.gatehouse.federation;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.gatehouse.core.limit.Limit;
import org.gatehouse.core.limit.Limits;
import org.gatehouse.core.provider.IdentityProvider;
import org.gatehouse.core.provider.Protocol;
import org.gatehouse.core.refusal.LimitExceeded;
import org.gatehouse.core.signon.Authenticated;
import org.gatehouse.core.signon.CompleteSignOn;
import org.gatehouse.core.signon.Purpose;
import org.gatehouse.core.signon.SignOn;
import org.gatehouse.core.signon.SignOnOutcome;
import org.gatehouse.core.signon.SignOnOutcome.Connected;
import org.gatehouse.core.signon.SignOnOutcome.Refused;
import org.gatehouse.core.signon.SignOnOutcome.SignedOn;
import org.gatehouse.core.signon.SignOnOutcome.Tested;
import org.gatehouse.core.signon.SignOnPlan;
import org.gatehouse.core.signon.SignOnRefusal;
import org.gatehouse.core.signon.SignOns;
import org.gatehouse.core.signon.StartedSignOn;
import org.gatehouse.http.CurrentCaller;
import org.gatehouse.http.Requests;
import org.gatehouse.http.browser.BrowserLogin;
import org.gatehouse.http.browser.SignOnCookie;

/**
 * How browsers leave for identity providers and come back, whatever the protocol: bound to the
 * browser by a cookie, and to one answer by a row. All addresses are of the public URL, since
 * providers know no other.
 */
@Singleton
public class SignOnFlow {
  /**
   * Where a browser goes that another site has made bring an answer, and so without our cookies.
   */
  public static final String CONTINUE = "/v1/auth/sign-on/continue";

  /** Each is a row; a whole office may begin its day behind one address. */
  private static final Limit BEGINNINGS = new Limit("sign-on", 300, Duration.ofMinutes(1));

  /** Each may have us call a provider, or look at a signature. */
  private static final Limit ADMISSIONS =
      new Limit("sign-on-admission", 300, Duration.ofMinutes(1));

  private final SignOns signOns;
  private final CompleteSignOn completeSignOn;
  private final SignOnCookie cookie;
  private final BrowserLogin browserLogin;
  private final Requests requests;
  private final Limits limits;
  private final SignOnRefusals refusals;

  @Inject
  SignOnFlow(
      SignOns signOns,
      CompleteSignOn completeSignOn,
      SignOnCookie cookie,
      BrowserLogin browserLogin,
      Requests requests,
      Limits limits,
      SignOnRefusals refusals) {
    this.signOns = signOns;
    this.completeSignOn = completeSignOn;
    this.cookie = cookie;
    this.browserLogin = browserLogin;
    this.requests = requests;
    this.limits = limits;
    this.refusals = refusals;
  }

  /**
   * Where somebody goes at once who wants to log in and is logged in: another site must not make a
   * browser exchange one person's session for another's, which it could by a login at the provider
   * that it has prepared.
   */
  public Optional<Response> alreadyIn(SignOnPlan plan, HttpServletRequest request) {
    boolean needless =
        plan.purpose() == Purpose.LOGIN
            && CurrentCaller.of(request).isPresent()
            && !requests.isSameOrigin(request);
    return needless ? Optional.of(onward(plan.returnTo())) : Optional.empty();
  }

  /**
   * Lets a request pass before anything is done for it that takes long.
   *
   * @throws LimitExceeded if very many have come from that network
   */
  public void admit(HttpServletRequest request) {
    limits.take(ADMISSIONS, requests.client(request).network());
  }

  /**
   * Begins a login at a provider; the browser gets the cookie that it must bring back.
   *
   * @throws LimitExceeded if very many have begun from that network
   */
  public StartedSignOn begin(
      IdentityProvider provider,
      SignOnPlan plan,
      HttpServletRequest request,
      HttpServletResponse response) {
    limits.take(BEGINNINGS, requests.client(request).network());
    return signOns.begin(provider, plan, cookie.begin(request, response));
  }

  /**
   * An answer has arrived, and all about it is right.
   *
   * @return where the browser goes now
   */
  public Response arrive(
      SignOn signOn,
      Authenticated answer,
      HttpServletRequest request,
      HttpServletResponse response) {
    Optional<String> arrival = signOns.accept(signOn, answer);
    if (arrival.isEmpty()) {
      return refusals.reject(
          Optional.of(signOn), SignOnRefusal.EXPIRED, "answered-already", request);
    }
    if (signOns.isOf(signOn, cookie.read(request))) {
      return complete(arrival.get(), request, response);
    }
    // Another site has made the browser post this: no cookie of ours comes along with that.
    cookie.arrive(response, arrival.get());
    return to(requests.address(CONTINUE));
  }

  /** The browser comes back for an answer that has arrived before. */
  public Response resume(HttpServletRequest request, HttpServletResponse response) {
    String arrival = cookie.readArrival(request);
    if (!arrival.isEmpty()) {
      return complete(arrival, request, response);
    }
    // Whoever comes for nothing isn't worth a row in the audit log.
    return back(request)
        .orElseGet(() -> refusals.refuse(Optional.empty(), SignOnRefusal.EXPIRED, "", request));
  }

  /**
   * Where somebody goes who is logged in and comes back to an answer that is used up, by the back
   * button for example: to the start page.
   */
  public Optional<Response> back(HttpServletRequest request) {
    return CurrentCaller.of(request).map(caller -> to(requests.address("/")));
  }

  /**
   * Where somebody goes first whom another site has sent to log in: a page that says where, and has
   * one button. Otherwise any site could log people in where their provider knows them, and lead
   * them to any provider of a workspace of its own under our name.
   */
  public Optional<Response> ask(
      IdentityProvider provider, SignOnPlan plan, HttpServletRequest request) {
    if (plan.purpose() != Purpose.LOGIN || !requests.isCrossSite(request)) {
      return Optional.empty();
    }
    String then =
        plan.returnTo().isEmpty()
            ? ""
            : "&then=" + URLEncoder.encode(plan.returnTo(), StandardCharsets.UTF_8);
    String anew = plan.anew() ? "&force=true" : "";
    return Optional.of(to(requests.address("/login/sso?provider=" + provider.id() + then + anew)));
  }

  /**
   * Where somebody goes first whom another site has sent to log out: a page that asks.
   *
   * @param protocol whose logout it is
   * @param then where the person shall be in the end, which somebody has allowed
   */
  public Optional<Response> askToLogOut(
      Protocol protocol, String then, HttpServletRequest request) {
    if (!requests.isCrossSite(request) || CurrentCaller.of(request).isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        to(
            requests.address(
                "/logout?by="
                    + protocol.word()
                    + "&then="
                    + URLEncoder.encode(then, StandardCharsets.UTF_8))));
  }

  /**
   * A provider that may do so has sent somebody whom we haven't asked for.
   *
   * @param wanted where it wants the person to go; anything is allowed
   */
  public Response unsolicited(
      IdentityProvider provider,
      Authenticated answer,
      String wanted,
      HttpServletRequest request,
      HttpServletResponse response) {
    return end(
        completeSignOn.unsolicited(provider, answer, wanted, requests.client(request)),
        request,
        response);
  }

  private Response complete(
      String arrival, HttpServletRequest request, HttpServletResponse response) {
    SignOnOutcome outcome =
        completeSignOn.complete(
            arrival, cookie.read(request), CurrentCaller.of(request), requests.client(request));
    if (outcome instanceof Tested) {
      // The page that shows it wants to know which.
      cookie.arrive(response, arrival);
      return to(requests.address("/admin/sign-on-test"));
    }
    if (!cookie.readArrival(request).isEmpty()) {
      cookie.removeArrival(response);
    }
    return end(outcome, request, response);
  }

  private Response end(
      SignOnOutcome outcome, HttpServletRequest request, HttpServletResponse response) {
    if (outcome instanceof SignedOn signedOn) {
      browserLogin.enter(request, response, signedOn.login());
      return onward(signedOn.returnTo());
    }
    if (outcome instanceof Connected) {
      return to(requests.address("/account/sign-on?notice=signOn.connected"));
    }
    return outcome instanceof Refused refused
        ? refusals.refuse(refused.provider(), refused.why(), "", request)
        : refusals.refuse(Optional.empty(), SignOnRefusal.REJECTED, "", request);
  }

  /**
   * Sends the browser on.
   *
   * @param target a page of ours, from the root of the application, or a whole address; empty for
   *     the start page
   */
  public Response onward(String target) {
    String page = target.isEmpty() ? "/" : target;
    return to(page.startsWith("/") ? requests.address(page) : page);
  }

  /** Sends the browser there, always by GET (RFC 9110, 15.4.4). */
  public static Response to(String address) {
    return Response.status(Response.Status.SEE_OTHER).header("Location", address).build();
  }
}
