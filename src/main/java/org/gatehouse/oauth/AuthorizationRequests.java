package org.gatehouse.oauth;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.id.Identifier;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.OIDCClaimsRequest;
import com.nimbusds.openid.connect.sdk.OIDCScopeValue;
import com.nimbusds.openid.connect.sdk.claims.ClaimRequirement;
import com.nimbusds.openid.connect.sdk.claims.ClaimsSetRequest;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gatehouse.core.oauth.claims.RequestedClaims;
import org.gatehouse.core.oauth.client.KnownClient;
import org.gatehouse.core.oauth.client.OAuthError;
import org.gatehouse.core.oauth.client.OAuthRefusal;
import org.gatehouse.core.oauth.client.RegisteredClients;
import org.gatehouse.core.oauth.grant.CodeBinding;
import org.gatehouse.core.oauth.issuer.Issuer;
import org.gatehouse.core.oauth.request.AuthorizationRequest;
import org.gatehouse.core.oauth.request.Demands;
import org.gatehouse.core.oauth.request.Prompt;
import org.gatehouse.core.oauth.request.RequestObject;
import org.gatehouse.core.oauth.request.RequestText;
import org.gatehouse.core.oauth.request.WaitingRequests;
import org.gatehouse.core.oauth.token.IdTokenHint;
import org.gatehouse.core.oauth.token.IdTokens;
import org.gatehouse.http.browser.PageLanguages;
import org.gatehouse.oauth.UnansweredRequest.Why;
import org.jspecify.annotations.Nullable;

/** Reads authorization requests, by Nimbus' SDK, and says them in the words of the core. */
@Singleton
class AuthorizationRequests {
  private static final String CODE = "code";
  private static final String CLIENT_ID = "client_id";
  private static final String REDIRECT_URI = "redirect_uri";
  private static final String ACR = "acr";
  private static final String SUB = "sub";
  private static final int LONGEST_HINT = 300;
  private static final int LONGEST_NONCE = 1_000;

  /** Characters, when it is encoded: it goes back in a header, of which servers send 8 KiB. */
  private static final int LONGEST_STATE = 4_000;

  private static final String REQUEST_URI = "request_uri";

  /** What a {@code request_uri} begins with that we have given (RFC 9126, 2.2). */
  private static final String PUSHED = "urn:ietf:params:oauth:request_uri:";

  private static final String KEY = "dpop_jkt";
  private static final String STATE = "state";
  private static final String REQUEST = "request";

  /** The one parameter that may be given more than once (RFC 8707, 2). */
  private static final String RESOURCE = ClientRequest.RESOURCE;

  /** In Base64 (RFC 7636, 4.2; RFC 7638, 3). */
  private static final Pattern SHA256 = Pattern.compile("[A-Za-z0-9_-]{43}");

  private static final Pattern MISTAKE =
      Pattern.compile("(Missing|Invalid|Illegal|Unsupported) ([a-z_]+) parameter");

  private static final Map<String, OAuthError> NOT_SUPPORTED =
      Map.of(
          REQUEST,
          OAuthError.REQUEST_NOT_SUPPORTED,
          REQUEST_URI,
          OAuthError.REQUEST_URI_NOT_SUPPORTED,
          "registration",
          OAuthError.REGISTRATION_NOT_SUPPORTED);

  /** All else is ignored, whatever it says (RFC 6749, 3.1). */
  private static final Set<String> KNOWN =
      Set.of(
          "response_type",
          CLIENT_ID,
          REDIRECT_URI,
          "scope",
          STATE,
          "response_mode",
          "nonce",
          "prompt",
          "max_age",
          "id_token_hint",
          "login_hint",
          "acr_values",
          "claims",
          "code_challenge",
          "code_challenge_method",
          KEY,
          RESOURCE);

  private final RegisteredClients clients;
  private final IdTokens idTokens;
  private final WaitingRequests waitingRequests;
  private final PageLanguages languages;

  @Inject
  AuthorizationRequests(
      RegisteredClients clients,
      IdTokens idTokens,
      WaitingRequests waitingRequests,
      PageLanguages languages) {
    this.clients = clients;
    this.idTokens = idTokens;
    this.waitingRequests = waitingRequests;
    this.languages = languages;
  }

  /**
   * Finds out who has sent a request that a browser brings, and where the client wants to be
   * answered. It may stand for one that the client has pushed before: then nothing else in it
   * counts, and it is good once.
   *
   * @throws UnansweredRequest if it is nobody that the issuer knows, or not to be answered there
   */
  ReceivedRequest arrive(Issuer issuer, Map<String, List<String>> parameters) {
    Optional<String> pushed =
        only(parameters, REQUEST_URI)
            .filter(uri -> uri.startsWith(PUSHED))
            .map(uri -> uri.substring(PUSHED.length()));
    KnownClient client = client(issuer, parameters);
    return pushed.isEmpty()
        ? received(issuer, client, false, parameters)
        : waitingRequests
            .take(client, pushed.get())
            .map(kept -> received(issuer, client, true, URLUtils.parseParameters(kept)))
            .orElseThrow(() -> new UnansweredRequest(Why.OVER));
  }

  /**
   * The same for one that has waited here.
   *
   * @throws UnansweredRequest if that holds no longer
   */
  ReceivedRequest comeBack(Issuer issuer, String parameters) {
    Map<String, List<String>> kept = URLUtils.parseParameters(parameters);
    return received(issuer, client(issuer, kept), true, kept);
  }

  /**
   * Takes one from the client itself (RFC 9126, 2.1).
   *
   * @throws OAuthRefusal if nothing could come of it
   */
  ReceivedRequest push(ClientRequest pushed) {
    Map<String, List<String>> parameters = pushed.parameters().all();
    if (parameters.containsKey(REQUEST_URI)) {
      throw invalid("request_uri can not be pushed.");
    }
    // Not what it proves by who it is.
    parameters
        .keySet()
        .removeIf(
            name ->
                !KNOWN.contains(name)
                    && !NOT_SUPPORTED.containsKey(name)
                    && !PageLanguages.PARAMETER.equals(name));
    parameters.put(CLIENT_ID, List.of(pushed.client().clientId()));
    try {
      return received(pushed.issuer(), pushed.client(), true, parameters);
    } catch (UnansweredRequest e) {
      throw invalid("redirect_uri is missing, or not one of the client's.");
    }
  }

  /** The same request, about a code for this key alone (RFC 9449, 10.1). */
  static ReceivedRequest bound(ReceivedRequest pushed, String key) {
    return pushed.with(KEY, key);
  }

  /**
   * What a browser has to bring for a pushed one.
   *
   * @param key under which it is kept
   */
  static String requestUri(String key) {
    return PUSHED + key;
  }

  private KnownClient client(Issuer issuer, Map<String, List<String>> parameters) {
    return only(parameters, CLIENT_ID)
        .flatMap(clients::known)
        .filter(known -> known.owner().equals(issuer.owner()))
        .orElseThrow(() -> new UnansweredRequest(Why.CLIENT));
  }

  private static ReceivedRequest received(
      Issuer issuer, KnownClient client, boolean known, Map<String, List<String>> parameters) {
    String redirectUri =
        (parameters.containsKey(REDIRECT_URI)
                ? only(parameters, REDIRECT_URI).filter(client.metadata().redirectUris()::allow)
                : client.metadata().redirectUris().only())
            .orElseThrow(
                () ->
                    new UnansweredRequest(
                        client, parameters.getOrDefault(REDIRECT_URI, List.of())));
    ResponseMode mode =
        aboutTheAnswer(parameters, "response_mode")
            .filter(word -> !word.isBlank())
            .map(ResponseMode::new)
            .filter(ResponseMode.FORM_POST::equals)
            .orElse(ResponseMode.QUERY);
    ReplyAddress replyTo =
        new ReplyAddress(
            URI.create(redirectUri),
            mode,
            aboutTheAnswer(parameters, STATE)
                .filter(state -> !state.isBlank() && fits(state))
                .map(State::new),
            new com.nimbusds.oauth2.sdk.id.Issuer(issuer.value()));
    return new ReceivedRequest(issuer, client, replyTo, known, parameters);
  }

  /**
   * What is kept of it.
   *
   * @param scopes what it is about
   */
  static RequestText text(ReceivedRequest received, Set<String> scopes) {
    String parameters = URLUtils.serializeParameters(received.parameters());
    // What came may have been shorter: not all of it was encoded.
    if (parameters.length() > RequestText.LONGEST) {
      throw invalid("The request is too long.");
    }
    return new RequestText(received.issuer().path(), parameters, scopes, loginHint(received));
  }

  /** In which of our languages the client wants people to be asked, if it says so. */
  Optional<Locale> language(ReceivedRequest received) {
    return only(received.parameters(), PageLanguages.PARAMETER).flatMap(languages::first);
  }

  /** What the request says; the object that it may have counts for more (6.1). */
  private static Optional<String> aboutTheAnswer(
      Map<String, List<String>> parameters, String name) {
    return only(parameters, REQUEST)
        .flatMap(object -> RequestObject.text(object, name))
        .or(() -> only(parameters, name));
  }

  /** The value of a parameter that is there once. */
  private static Optional<String> only(Map<String, List<String>> parameters, String name) {
    List<String> values = parameters.getOrDefault(name, List.of());
    return values.size() == 1 ? Optional.of(values.get(0)) : Optional.empty();
  }

  /** Whom the client expects; empty if it doesn't say, or not in words that people type. */
  static String loginHint(ReceivedRequest received) {
    return only(received.parameters(), "login_hint")
        .filter(hint -> hint.length() <= LONGEST_HINT && isPrintable(hint))
        .orElse("");
  }

  /** Encoded, as it goes back in a header. */
  private static boolean fits(String state) {
    return URLEncoder.encode(state, StandardCharsets.UTF_8).length() <= LONGEST_STATE;
  }

  /** What a database can keep, and a page can show. */
  private static boolean isPrintable(String text) {
    return text.chars().noneMatch(Character::isISOControl);
  }

  /**
   * Reads it.
   *
   * @throws OAuthRefusal which goes back to the client
   */
  AuthorizationRequest read(ReceivedRequest received) {
    Map<String, List<String>> parameters = received.parameters();
    NOT_SUPPORTED.forEach(
        (name, error) -> {
          if (parameters.containsKey(name)) {
            throw new OAuthRefusal(error, name + " is not supported.");
          }
        });
    if (!received.isKnown() && received.client().metadata().requiresPushedRequests()) {
      throw invalid("The client is registered with require_pushed_authorization_requests.");
    }
    if (only(parameters, "response_type").filter(type -> !CODE.equals(type)).isPresent()) {
      throw new OAuthRefusal(
          OAuthError.UNSUPPORTED_RESPONSE_TYPE, "This server knows the response type code.");
    }
    Map<String, List<String>> known = new HashMap<>(parameters);
    known.keySet().retainAll(KNOWN);
    try {
      return isAboutLogin(known)
          ? login(received, AuthenticationRequest.parse(known))
          : plain(received, com.nimbusds.oauth2.sdk.AuthorizationRequest.parse(known));
    } catch (ParseException e) {
      throw invalid(mistake(known, String.valueOf(e.getMessage())));
    }
  }

  /**
   * What is wrong with a request that can't be read, without a word of it: what it says may be more
   * than an answer can hold.
   *
   * @param said what Nimbus' SDK says, which begins with the parameter where it is about one
   */
  private static String mistake(Map<String, List<String>> parameters, String said) {
    Optional<String> twice =
        parameters.entrySet().stream()
            .filter(entry -> entry.getValue().size() > 1)
            .map(Map.Entry::getKey)
            .filter(name -> !RESOURCE.equals(name))
            .min(Comparator.naturalOrder());
    if (twice.isPresent()) {
      return twice.get() + " is there more than once.";
    }
    Matcher about = MISTAKE.matcher(said);
    if (!about.lookingAt()) {
      return "The request is malformed.";
    }
    return about.group(2) + ("Missing".equals(about.group(1)) ? " is missing." : " is wrong.");
  }

  private static boolean isAboutLogin(Map<String, List<String>> parameters) {
    return parameters.getOrDefault("scope", List.of()).stream()
        .flatMap(scopes -> Stream.of(scopes.split(" ")))
        .anyMatch(OIDCScopeValue.OPENID.getValue()::equals);
  }

  private AuthorizationRequest login(ReceivedRequest received, AuthenticationRequest request) {
    OIDCClaimsRequest claims =
        Optional.ofNullable(request.getOIDCClaims()).orElseGet(OIDCClaimsRequest::new);
    Demands demands =
        new Demands(
            prompts(request),
            request.getMaxAge() < 0
                ? Optional.empty()
                : Optional.of(Duration.ofSeconds(request.getMaxAge())),
            subject(received, claims),
            contexts(claims));
    RequestedClaims named =
        new RequestedClaims(
            names(claims.getIDTokenClaimsRequest()), names(claims.getUserInfoClaimsRequest()));
    return request(received, request, Optional.ofNullable(request.getNonce()), demands, named);
  }

  private static AuthorizationRequest plain(
      ReceivedRequest received, com.nimbusds.oauth2.sdk.AuthorizationRequest request) {
    Demands demands =
        new Demands(prompts(request), Optional.empty(), Optional.empty(), Optional.empty());
    return request(received, request, Optional.empty(), demands, RequestedClaims.NONE);
  }

  private static AuthorizationRequest request(
      ReceivedRequest received,
      com.nimbusds.oauth2.sdk.AuthorizationRequest request,
      Optional<? extends Identifier> nonce,
      Demands demands,
      RequestedClaims claims) {
    ResponseMode mode = request.getResponseMode();
    if (mode != null && !mode.equals(received.replyTo().mode())) {
      throw invalid("This server knows the response modes query and form_post.");
    }
    if (nonce
        .map(Identifier::getValue)
        .filter(text -> text.length() > LONGEST_NONCE || !isPrintable(text))
        .isPresent()) {
      throw invalid("nonce is too long, or has control characters.");
    }
    if (only(received.parameters(), STATE).filter(text -> !fits(text)).isPresent()) {
      throw invalid("state is too long.");
    }
    return new AuthorizationRequest(
        received.client(),
        scopes(request.getScope()),
        Optional.ofNullable(request.getResources()).orElse(List.of()).stream()
            .map(URI::toString)
            .toList(),
        new CodeBinding(
            Optional.ofNullable(request.getRedirectionURI()).map(URI::toString),
            challenge(request),
            nonce.map(Identifier::getValue),
            key(received)),
        demands,
        claims);
  }

  /** All that it may have, for a client that says nothing (RFC 6749, 3.3). */
  private static Set<String> scopes(@Nullable Scope scope) {
    return scope == null ? Set.of() : Set.copyOf(new HashSet<>(scope.toStringList()));
  }

  private static Optional<String> challenge(com.nimbusds.oauth2.sdk.AuthorizationRequest request) {
    if (request.getCodeChallenge() == null) {
      return Optional.empty();
    }
    // Without a method it is plain (RFC 7636, 4.3), and anybody who reads the request has it.
    if (!CodeChallengeMethod.S256.equals(request.getCodeChallengeMethod())) {
      throw invalid("code_challenge_method must be S256.");
    }
    String challenge = request.getCodeChallenge().getValue();
    if (!SHA256.matcher(challenge).matches()) {
      throw invalid("code_challenge must be a SHA-256 in Base64 for URLs.");
    }
    return Optional.of(challenge);
  }

  /** To which key the code shall be bound (RFC 9449, 10). */
  private static Optional<String> key(ReceivedRequest received) {
    Optional<String> key = only(received.parameters(), KEY);
    if (key.filter(text -> !SHA256.matcher(text).matches()).isPresent()) {
      throw invalid("dpop_jkt must be a SHA-256 in Base64 for URLs.");
    }
    return key;
  }

  private static Set<Prompt> prompts(com.nimbusds.oauth2.sdk.AuthorizationRequest request) {
    return request.getPrompt() == null
        ? Set.of()
        : request.getPrompt().toStringList().stream()
            .map(word -> word.toUpperCase(Locale.ROOT))
            .flatMap(
                word -> Stream.of(Prompt.values()).filter(prompt -> prompt.name().equals(word)))
            .collect(Collectors.toUnmodifiableSet());
  }

  /** Who has to be logged in, by an ID token of ours or by name. */
  private Optional<String> subject(ReceivedRequest received, OIDCClaimsRequest claims) {
    Optional<String> hint = only(received.parameters(), "id_token_hint");
    if (hint.isEmpty()) {
      return Stream.of(claims.getIDTokenClaimsRequest(), claims.getUserInfoClaimsRequest())
          .flatMap(set -> entry(set, SUB).stream())
          .flatMap(entry -> Optional.ofNullable(entry.getValueAsString()).stream())
          .findFirst();
    }
    IdTokenHint known =
        idTokens
            .hint(received.issuer(), hint.get())
            .filter(token -> token.clientId().equals(received.client().clientId()))
            .orElseThrow(() -> invalid("id_token_hint is no ID token of this client."));
    return Optional.of(known.subject());
  }

  /** The levels of which one is essential (OpenID Connect Core 1.0, 5.5.1.1). */
  private static Optional<Set<String>> contexts(OIDCClaimsRequest claims) {
    return entry(claims.getIDTokenClaimsRequest(), ACR)
        .filter(entry -> entry.getClaimRequirement() == ClaimRequirement.ESSENTIAL)
        .map(
            entry ->
                Stream.concat(
                        Stream.ofNullable(entry.getValueAsString()),
                        Stream.ofNullable(entry.getValuesAsListOfStrings()).flatMap(List::stream))
                    .collect(Collectors.toUnmodifiableSet()))
        .filter(wanted -> !wanted.isEmpty());
  }

  private static Optional<ClaimsSetRequest.Entry> entry(
      @Nullable ClaimsSetRequest claims, String name) {
    return claims == null ? Optional.empty() : Optional.ofNullable(claims.get(name));
  }

  private static Set<String> names(@Nullable ClaimsSetRequest claims) {
    return claims == null ? Set.of() : claims.getClaimNames(false);
  }

  private static OAuthRefusal invalid(String description) {
    return new OAuthRefusal(OAuthError.INVALID_REQUEST, description);
  }
}
