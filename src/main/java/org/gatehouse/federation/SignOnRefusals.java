package org.gatehouse.federation;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Response;
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
import org.gatehouse.core.refusal.LimitExceeded;
import org.gatehouse.core.session.Client;
import org.gatehouse.core.signon.Purpose;
import org.gatehouse.core.signon.SignOn;
import org.gatehouse.core.signon.SignOnPlan;
import org.gatehouse.core.signon.SignOnRefusal;
import org.gatehouse.core.signon.SignOns;
import org.gatehouse.http.Dialects;
import org.gatehouse.http.ErrorShape;
import org.gatehouse.http.Requests;

/**
 * Refuses answers of identity providers: the audit log is told exactly, the person in general, and
 * an administrator who tries a provider in between.
 */
@Singleton
public class SignOnRefusals {
  private static final AuditType AUDIT_TYPE = AuditType.SIGN_ON;

  /** Each is written down; more would fill the audit log. */
  private static final Limit REFUSALS = new Limit("sign-on-refusal", 300, Duration.ofMinutes(1));

  private final SignOns signOns;
  private final Requests requests;
  private final Limits limits;
  private final Audit audit;
  private final Dialects dialects;

  @Inject
  SignOnRefusals(
      SignOns signOns, Requests requests, Limits limits, Audit audit, Dialects dialects) {
    this.signOns = signOns;
    this.requests = requests;
    this.limits = limits;
    this.audit = audit;
    this.dialects = dialects;
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
      Optional<SignOn> signOn, SignOnRefusal why, String code, HttpServletRequest request) {
    return reject(signOn.map(SignOn::provider), signOn, Reason.of(why, code), request);
  }

  /** The same of an answer to no request of ours. */
  public Response reject(
      IdentityProvider provider, SignOnRefusal why, String code, HttpServletRequest request) {
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
    AuditEntry entry = client.audited(AUDIT_TYPE, reason.code());
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

  /** Refuses what isn't worth a row in the audit log, or is there already. */
  Response refuse(
      Optional<UUID> provider, SignOnRefusal why, String shown, HttpServletRequest request) {
    if (isProgram(request)) {
      ErrorShape shape = dialects.errorsOfApi(request);
      return Response.status(403)
          .type(shape.contentType())
          .entity(shape.body(403, "The login is refused: " + why.word() + "."))
          .build();
    }
    String more =
        shown
            // The page names it, and whom to ask.
            + provider.map(id -> "&provider=" + id).orElse("");
    return SignOnFlow.to(requests.address("/login/refused?why=" + why.word() + more));
  }

  /** Whether nobody looks at pages at the other end. */
  private static boolean isProgram(HttpServletRequest request) {
    String accept = request.getHeader("Accept");
    return accept != null && accept.contains("application/json") && !accept.contains("text/html");
  }
}
