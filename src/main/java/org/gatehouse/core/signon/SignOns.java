package org.gatehouse.core.signon;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.database.OldRows;
import org.gatehouse.core.provider.IdentityProvider;
import org.gatehouse.core.secret.RandomToken;
import org.gatehouse.core.secret.Vault;
import org.gatehouse.core.secret.WrongMasterKey;

/**
 * Logins under way at providers. Each takes one answer, and what was answered lets one browser in,
 * the one that began: nobody else can be made to finish it (login CSRF).
 */
@Singleton
public class SignOns {
  private static final String SECRET = "sign-on-secret";
  private static final String ANSWER = "sign-on-answer";
  private static final String WORDS = "sign-on-words";

  private final SignOnRows store;
  private final RandomToken random;
  private final Vault vault;
  private final Clock clock;

  @Inject
  SignOns(SignOnRows store, RandomToken random, Vault vault, Clock clock) {
    this.store = store;
    this.random = random;
    this.vault = vault;
    this.clock = clock;
  }

  /**
   * Begins one.
   *
   * @param provider where
   * @param plan what is to come of it
   * @param browser a random text that only the browser at the other end has, in a cookie
   */
  public StartedSignOn begin(IdentityProvider provider, SignOnPlan plan, String browser) {
    String handle = random.next();
    String hash = RandomToken.hash(handle);
    // An XML name (xs:ID) must not begin with a digit.
    String requestId = "_" + UUID.randomUUID().toString().replace("-", "");
    SignOn signOn =
        new SignOn(
            hash,
            requestId,
            provider,
            plan,
            RandomToken.hash(browser),
            vault.seal(SECRET, hash, random.next()),
            clock.instant());
    store.add(signOn);
    return new StartedSignOn(signOn, handle);
  }

  /** The one that a SAML response answers, if it may still be answered; uses nothing up. */
  public Optional<SignOn> ofRequest(String requestId) {
    return store.ofRequest(requestId, clock.instant());
  }

  /** The one that the provider gives back this handle of, if it may still be answered. */
  public Optional<SignOn> ofHandle(String handle) {
    return store.ofHandle(RandomToken.hash(handle), clock.instant());
  }

  /** A random text that belongs to this login alone: the {@code code_verifier} (RFC 7636). */
  public String secret(SignOn signOn) {
    return vault.open(SECRET, signOn.handleHash(), signOn.sealedSecret());
  }

  /** What an ID token must repeat ({@code nonce}); it tells nothing of {@link #secret}. */
  public String nonce(SignOn signOn) {
    return RandomToken.hash("nonce\n" + secret(signOn));
  }

  /**
   * Whether the browser that brings an answer is the one that began.
   *
   * @param browser what its cookie says; anything is allowed
   */
  public boolean isOf(SignOn signOn, String browser) {
    return signOn.isOf(RandomToken.hash(browser));
  }

  /**
   * Takes the answer, which was verified. Of several at once, one is taken.
   *
   * @return what the browser has to come back with; nothing, if it was answered or is too old
   */
  public Optional<String> accept(SignOn signOn, Authenticated answer) {
    String arrival = random.next();
    String sealed = vault.seal(ANSWER, signOn.handleHash(), AnswerText.write(answer));
    return store.answer(signOn.handleHash(), RandomToken.hash(arrival), sealed, clock.instant())
        ? Optional.of(arrival)
        : Optional.empty();
  }

  /**
   * What was answered, as long as nobody has used it up.
   *
   * @param arrival anything
   */
  public Optional<Arrival> arrival(String arrival) {
    return store
        .ofArrival(RandomToken.hash(arrival), clock.instant())
        .map(signOn -> new Arrival(signOn, answer(signOn)));
  }

  private Authenticated answer(SignOn signOn) {
    return AnswerText.read(
        vault.open(ANSWER, signOn.handleHash(), signOn.sealedAnswer().orElseThrow()));
  }

  /**
   * What a provider said when somebody tried it, on its way to the page that shows it: sealed for
   * that person, so that nobody can put words onto a page of ours by a link.
   */
  public String sealWords(UUID tester, String words) {
    return vault.seal(WORDS, tester.toString(), words);
  }

  /**
   * These words.
   *
   * @param reader who wants to see them
   * @param sealed anything
   * @return an empty text if they aren't for this person
   */
  public String openWords(UUID reader, String sealed) {
    try {
      return sealed.isEmpty() ? "" : vault.open(WORDS, reader.toString(), sealed);
    } catch (WrongMasterKey e) {
      return "";
    }
  }

  /** Uses it up; of several at once, one does. */
  public boolean use(SignOn signOn) {
    return store.remove(signOn.handleHash());
  }

  /** Removes those nobody came back for. */
  public int removeExpired() {
    return OldRows.inBatches(most -> store.removeExpired(clock.instant(), most));
  }
}
