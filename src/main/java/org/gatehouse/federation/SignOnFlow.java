package org.gatehouse.federation;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.audit.Audit;
import org.gatehouse.core.audit.AuditEntry;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.limit.Limit;
import org.gatehouse.core.limit.Limits;
import org.gatehouse.core.provider.IdentityProvider;
import org.gatehouse.core.provider.Protocol;
import org.gatehouse.core.refusal.LimitExceeded;
import org.gatehouse.core.session.Client;
import org.gatehouse.core.settings.Settings;
import org.gatehouse.core.signon.Authenticated;
import org.gatehouse.core.signon.CompleteSignOn;
import org.gatehouse.core.signon.Purpose;
import org.gatehouse.core.signon.Refusal;
import org.gatehouse.core.signon.SignOn;
import org.gatehouse.core.signon.SignOnOutcome;
import org.gatehouse.core.signon.SignOnOutcome.Connected;
import org.gatehouse.core.signon.SignOnOutcome.LoggedIn;
import org.gatehouse.core.signon.SignOnOutcome.Refused;
import org.gatehouse.core.signon.SignOnOutcome.Tested;
import org.gatehouse.core.signon.SignOnPlan;
import org.gatehouse.core.signon.SignOns;
import org.gatehouse.core.signon.StartedSignOn;
import org.gatehouse.http.CurrentCaller;
import org.gatehouse.http.ErrorShape;
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

  private static final AuditType AUDIT_TYPE = AuditType.SIGN_ON;

  /** Each is written down; more would fill the audit log. */
  private static final Limit REFUSALS = new Limit("sign-on-refusal", 300, Duration.ofMinutes(1));

  private final SignOns signOns;
  private final CompleteSignOn completeSignOn;
  private final SignOnCookie cookie;
  private final BrowserLogin entrance;
  private final Requests requests;
  private final Limits limits;
  private final Audit audit;
  private final URI publicUrl;

  @Inject
  SignOnFlow(
      SignOns signOns,
      CompleteSignOn completeSignOn,
      SignOnCookie cookie,
      BrowserLogin entrance,
      Requests requests,
      Limits limits,
      Audit audit,
      Settings settings) {
    this.signOns = signOns;
    this.completeSignOn = completeSignOn;
    this.cookie = cookie;
    this.entrance = entrance;
    this.requests = requests;
    this.limits = limits;
    this.audit = audit;
    this.publicUrl = settings.publicUrl();
  }

  /** An address of ours as providers know it. */
  public String address(String path) {
    return publicUrl + path;
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
    return needless ? Optional.of(to(whole(plan.returnTo()))) : Optional.empty();
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
      return reject(Optional.of(signOn), Refusal.EXPIRED, "answered-already", request);
    }
    if (signOns.isOf(signOn, cookie.read(request))) {
      return complete(arrival.get(), request, response);
    }
    // Another site has made the browser post this: no cookie of ours comes along with that.
    cookie.arrive(response, arrival.get());
    return to(address(CONTINUE));
  }

  /** The browser comes back for an answer that has arrived before. */
  public Response resume(HttpServletRequest request, HttpServletResponse response) {
    String arrival = cookie.readArrival(request);
    if (!arrival.isEmpty()) {
      return complete(arrival, request, response);
    }
    // Whoever comes for nothing isn't worth a row in the audit log.
    return back(request).orElseGet(() -> refuse(Optional.empty(), Refusal.EXPIRED, "", request));
  }

  /**
   * Where somebody goes who is logged in and comes back to an answer that is used up, by the back
   * button for example: to the start page.
   */
  public Optional<Response> back(HttpServletRequest request) {
    return CurrentCaller.of(request).map(caller -> to(address("/")));
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
    return Optional.of(to(address("/login/sso?provider=" + provider.id() + then + anew)));
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
            address(
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
      return to(address("/admin/sign-on-test"));
    }
    if (!cookie.readArrival(request).isEmpty()) {
      cookie.removeArrival(response);
    }
    return end(outcome, request, response);
  }

  private Response end(
      SignOnOutcome outcome, HttpServletRequest request, HttpServletResponse response) {
    if (outcome instanceof LoggedIn loggedIn) {
      entrance.enter(request, response, loggedIn.login(), false);
      return to(whole(loggedIn.returnTo()));
    }
    if (outcome instanceof Connected) {
      return to(address("/account/sign-on?notice=signOn.connected"));
    }
    return outcome instanceof Refused refused
        ? refuse(refused.provider(), refused.why(), "", request)
        : refuse(Optional.empty(), Refusal.REJECTED, "", request);
  }

  private String whole(String returnTo) {
    return returnTo.isEmpty() || returnTo.startsWith("/")
        ? address(returnTo.isEmpty() ? "/" : returnTo)
        : returnTo;
  }

  /**
   * Refuses what a provider, or somebody in its name, has sent.
   *
   * @param signOn what it answers, where that is known
   * @param why what the person may know
   * @param code what the audit log knows, for example {@code wrong-audience}; an administrator who
   *     tries a provider is shown it, too
   */
  public Response reject(
      Optional<SignOn> signOn, Refusal why, String code, HttpServletRequest request) {
    return reject(signOn.map(SignOn::provider), signOn, Reason.of(why, code), request);
  }

  /** The same of an answer to no request of ours. */
  public Response reject(
      IdentityProvider provider, Refusal why, String code, HttpServletRequest request) {
    return reject(Optional.of(provider), Optional.empty(), Reason.of(why, code), request);
  }

  /**
   * The same with more words.
   *
   * @param provider whose answer it says it is, where that is known
   */
  public Response reject(
      Optional<IdentityProvider> provider,
      Optional<SignOn> signOn,
      Reason reason,
      HttpServletRequest request) {
    Optional<UUID> tester =
        signOn.filter(known -> known.purpose() == Purpose.TEST).flatMap(SignOn::userId);
    return rejectTo(provider, tester, reason, request);
  }

  /** The same of a provider that can't even be asked. */
  public Response reject(
      IdentityProvider provider, SignOnPlan plan, Reason reason, HttpServletRequest request) {
    Optional<UUID> tester = plan.purpose() == Purpose.TEST ? plan.userId() : Optional.empty();
    return rejectTo(Optional.of(provider), tester, reason, request);
  }

  private Response rejectTo(
      Optional<IdentityProvider> provider,
      Optional<UUID> tester,
      Reason reason,
      HttpServletRequest request) {
    audit(provider, reason, request);
    String shown = tester.map(known -> shown(reason, known)).orElse("");
    return refuse(provider.map(IdentityProvider::id), reason.why(), shown, request);
  }

  private String shown(Reason reason, UUID tester) {
    return "&code="
        + reason.code()
        + (reason.words().isEmpty()
            ? ""
            : "&words="
                + URLEncoder.encode(
                    signOns.sealWords(tester, reason.words()), StandardCharsets.UTF_8));
  }

  /**
   * Tells the audit log what was refused, where no browser has to be told about.
   *
   * @throws LimitExceeded if very much is refused that comes from that network
   */
  public void audit(
      Optional<IdentityProvider> provider, Reason reason, HttpServletRequest request) {
    Client client = requests.client(request);
    limits.take(REFUSALS, client.network());
    AuditEntry entry =
        AuditEntry.of(AUDIT_TYPE, reason.code()).from(client.address(), client.userAgent());
    audit.record(
        provider
            .map(
                known ->
                    entry
                        .aboutWorkspace(known.workspace().id())
                        .detail(
                            (known.protocol().word() + " " + known.id() + " " + reason.words())
                                .strip()))
            .orElse(entry));
  }

  private Response refuse(
      Optional<UUID> provider, Refusal why, String shown, HttpServletRequest request) {
    if (isProgram(request)) {
      ErrorShape shape = ErrorShape.of(request);
      return Response.status(403)
          .type(shape.contentType())
          .entity(shape.body(403, "The login is refused: " + why.word() + "."))
          .build();
    }
    String more =
        shown
            // The page names it, and whom to ask.
            + provider.map(id -> "&provider=" + id).orElse("");
    return to(address("/login/refused?why=" + why.word() + more));
  }

  /** Whether nobody looks at pages at the other end. */
  private static boolean isProgram(HttpServletRequest request) {
    String accept = request.getHeader("Accept");
    return accept != null && accept.contains("application/json") && !accept.contains("text/html");
  }

  /** Sends the browser there, always by GET (RFC 9110, 15.4.4). */
  public static Response to(String address) {
    return Response.status(Response.Status.SEE_OTHER).header("Location", address).build();
  }
}
