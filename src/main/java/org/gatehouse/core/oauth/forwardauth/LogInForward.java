package org.gatehouse.core.oauth.forwardauth;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.gatehouse.core.oauth.AuthorizationAudit;
import org.gatehouse.core.oauth.IssueTokens;
import org.gatehouse.core.oauth.IssueTokens.ShownCode;
import org.gatehouse.core.oauth.client.KnownClient;
import org.gatehouse.core.oauth.client.OAuthError;
import org.gatehouse.core.oauth.client.OAuthRefusal;
import org.gatehouse.core.oauth.grant.Grant;
import org.gatehouse.core.oauth.grant.Grants;
import org.gatehouse.core.secret.Vault;
import org.gatehouse.core.secret.WrongMasterKey;
import org.gatehouse.core.session.Client;

/**
 * Logs people in at applications behind a proxy by an authorization code (RFC 6749, 4.1), as the
 * client of our own authorization server. Nothing is kept meanwhile: where the person wanted to go
 * stands sealed in {@code state}, which opens only for the browser that has left, and the verifier
 * (RFC 7636) follows from both.
 */
@Singleton
public class LogInForward {
  /** As long as a request waits for somebody who has to log in. */
  private static final Duration LONGEST = Duration.ofHours(1);

  /** Characters of an address; who wanted a longer one begins at the root. */
  private static final int LONGEST_URI = 2_000;

  private static final String STATE = "forward-auth-state";
  private static final String VERIFIER = "forward-auth-verifier";
  private static final String ROOT = "/";

  private final Vault vault;
  private final IssueTokens issueTokens;
  private final Grants grants;
  private final ForwardAuthTokens tokens;
  private final AuthorizationAudit audit;
  private final Clock clock;

  @Inject
  LogInForward(
      Vault vault,
      IssueTokens issueTokens,
      Grants grants,
      ForwardAuthTokens tokens,
      AuthorizationAudit audit,
      Clock clock) {
    this.vault = vault;
    this.issueTokens = issueTokens;
    this.grants = grants;
    this.tokens = tokens;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Begins a login.
   *
   * @param browser what only the browser knows that leaves
   * @param uri where the person wanted to go, path and query: anything
   */
  public Begun begin(ProxiedApplication application, String browser, String uri) {
    String state =
        vault.seal(
            STATE,
            owner(application, browser),
            clock.instant().plus(LONGEST).getEpochSecond() + " " + (isUri(uri) ? uri : ROOT));
    return new Begun(state, verifier(browser, state));
  }

  private static String owner(ProxiedApplication application, String browser) {
    return application.client().clientId() + "\n" + browser;
  }

  private String verifier(String browser, String state) {
    return vault.fingerprint(VERIFIER, browser + "\n" + state);
  }

  /** Behind the host of the application it can lead nowhere else, whatever else it says. */
  private static boolean isUri(String text) {
    return text.startsWith(ROOT)
        && text.length() <= LONGEST_URI
        && text.chars().allMatch(c -> c > 0x20 && c < 0x7f && c != '#');
  }

  /**
   * Completes a login.
   *
   * @param browser what only the browser knows that has come back; empty if it knows nothing
   */
  public Outcome complete(
      ProxiedApplication application, String browser, Answer answer, Client from) {
    String[] sealed;
    try {
      sealed = vault.open(STATE, owner(application, browser), answer.state()).split(" ", 2);
    } catch (WrongMasterKey e) {
      return refuse(application, Reason.OTHER_BROWSER, from);
    }
    if (Instant.ofEpochSecond(Long.parseLong(sealed[0])).isBefore(clock.instant())) {
      return refuse(application, Reason.EXPIRED, from);
    }
    if (answer.error().isPresent()) {
      // Whoever refused it has told the audit log.
      return new Refused(
          answer.error().get().equals(OAuthError.ACCESS_DENIED.code())
              ? Reason.NOT_PERMITTED
              : Reason.FAILED);
    }
    ShownCode shown =
        new ShownCode(
            answer.code(),
            Optional.of(application.callback().toString()),
            Optional.of(verifier(browser, answer.state())));
    try {
      Grant grant =
          issueTokens.use(
              application.issuer(), application.client(), shown, application.scopes(), from);
      return new LoggedIn(tokens.of(grant.id()), application.address(sealed[1]));
    } catch (OAuthRefusal e) {
      // The audit log knows more by now.
      return new Refused(Reason.EXPIRED);
    }
  }

  private Outcome refuse(ProxiedApplication application, Reason reason, Client from) {
    audit.refused(
        application.issuer(),
        Optional.empty(),
        Optional.of(application.client()),
        reason.word(),
        from);
    return new Refused(reason);
  }

  /**
   * Ends the login at the application: a copy of the token is good no longer, either.
   *
   * @param token what the browser shows: anything
   */
  @Transactional
  public void end(ProxiedApplication application, String token, Client from) {
    KnownClient client = application.client();
    tokens
        .grantId(token)
        .flatMap(grantId -> grants.revoke(client, grantId))
        .ifPresent(grant -> audit.loggedOut(application.issuer(), client, grant, from));
  }

  /**
   * What the authorization request has to say.
   *
   * @param state to be repeated
   * @param verifier whose challenge it is to carry
   */
  public record Begun(String state, String verifier) {
    @Override
    public String toString() {
      return "Begun[hidden]";
    }
  }

  /**
   * What a browser comes back with (RFC 6749, 4.1.2).
   *
   * @param state anything
   * @param code anything
   * @param error why there is no code
   */
  public record Answer(String state, String code, Optional<String> error) {
    @Override
    public String toString() {
      return "Answer[hidden]";
    }
  }

  /** What came of a login. */
  public sealed interface Outcome {}

  /**
   * The person is in.
   *
   * @param token what the browser has to show from now on
   * @param address where the person wanted to go
   */
  public record LoggedIn(String token, String address) implements Outcome {
    @Override
    public String toString() {
      return "LoggedIn[hidden]";
    }
  }

  /**
   * The person isn't.
   *
   * @param reason why
   */
  public record Refused(Reason reason) implements Outcome {}

  /** Why nobody was logged in. */
  public enum Reason {
    /** It was begun in another browser, or this one takes no cookies. */
    OTHER_BROWSER,
    /** It took too long, or was completed before. */
    EXPIRED,
    /** The person may not use the application, or has said no to what it wants to know. */
    NOT_PERMITTED,
    /** Anything else: the application isn't registered as it should be. */
    FAILED;

    /** As addresses and the audit log write it: {@code other-browser}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
