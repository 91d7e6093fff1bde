package org.gatehouse.core.credential.passkey;

import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.RegistrationData;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.gatehouse.core.credential.AuthenticationMethod;
import org.gatehouse.core.credential.SecondFactorMethod;
import org.gatehouse.core.credential.ShownFactor;
import org.gatehouse.core.refusal.Conflict;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.user.User;

/** The passkeys of users. Each is both factors: something the person has, and is or knows. */
@Singleton
public class Passkeys implements SecondFactorMethod {
  /** How many a person can have. */
  public static final int LIMIT = 20;

  /** The reason of a refusal: the passkey, or a copy of it, has signed more often than it says. */
  static final String COPIED = "copied";

  private final PasskeyRows rows;
  private final RelyingParty relyingParty;
  private final Challenges challenges;
  private final PasskeyOptions options;
  private final PasskeyAlarm alarm;
  private final Clock clock;

  @Inject
  Passkeys(
      PasskeyRows rows,
      RelyingParty relyingParty,
      Challenges challenges,
      PasskeyOptions options,
      PasskeyAlarm alarm,
      Clock clock) {
    this.rows = rows;
    this.relyingParty = relyingParty;
    this.challenges = challenges;
    this.options = options;
    this.alarm = alarm;
    this.clock = clock;
  }

  @Override
  public String word() {
    return "passkey";
  }

  @Override
  public AuthenticationMethod method() {
    return AuthenticationMethod.PASSKEY;
  }

  @Override
  public boolean isOn(UUID userId) {
    return !rows.of(userId).isEmpty();
  }

  @Override
  public Set<UUID> on(Collection<UUID> userIds) {
    return rows.owners(userIds);
  }

  /** Those of a user, the oldest first. */
  public List<Passkey> of(UUID userId) {
    return rows.of(userId);
  }

  /** What a browser is asked that makes one for this user, as JSON for one answer to this asker. */
  public String optionsToMake(User user, String asker) {
    return options.toMake(user, rows.of(user.id()), asker);
  }

  /** What a browser is asked in which anybody may log in. */
  public String optionsToShow(String asker) {
    return options.toShow(List.of(), asker);
  }

  /** What a browser is asked in which this user may; nothing if the user has none. */
  public Optional<String> optionsToShow(UUID userId, String asker) {
    List<Passkey> known = rows.of(userId);
    return known.isEmpty() ? Optional.empty() : Optional.of(options.toShow(known, asker));
  }

  /** What authenticators may be told of the passkeys of this user, as JSON. */
  public String signal(User user) {
    return options.toSignal(user, rows.of(user.id()));
  }

  /**
   * The passkey that a browser tells of, for that browser to forget, as JSON; nothing if somebody
   * has it, or it is none. Whoever doesn't know its id can't ask, and nobody guesses one.
   */
  public Optional<String> unknown(ShownFactor shown) {
    try {
      AuthenticationData data = read(shown);
      requireGood(challenge(data), shown);
      return Optional.ofNullable(data.getCredentialId())
          .filter(id -> find(data).isEmpty())
          .map(options::unknown);
    } catch (PasskeyRefused e) {
      return Optional.empty();
    }
  }

  /**
   * Adds what an authenticator has made.
   *
   * @throws InvalidInput if that isn't what was asked for
   * @throws Conflict if the user has too many, or somebody has this one
   */
  @Transactional
  public Passkey add(User user, ShownFactor made, PasskeyName name) {
    if (rows.of(user.id()).size() >= LIMIT) {
      throw new Conflict(PasskeyRule.TOO_MANY, LIMIT);
    }
    Passkey passkey = new Passkey(user.id(), verified(made), name, clock.instant());
    rows.add(passkey);
    return passkey;
  }

  private NewPasskey verified(ShownFactor made) {
    try {
      RegistrationData data = relyingParty.readMade(made.text());
      byte[] challenge = RelyingParty.challenge(Optional.ofNullable(data.getCollectedClientData()));
      requireGood(challenge, made);
      NewPasskey passkey = relyingParty.verify(data);
      requireUnused(challenge);
      return passkey;
    } catch (PasskeyRefused e) {
      throw new InvalidInput(PasskeyRule.REFUSED);
    }
  }

  /** Gives one another name; answers whether there is such. */
  @Transactional
  public boolean rename(UUID userId, UUID id, PasskeyName name) {
    Optional<Passkey> passkey = rows.find(userId, id);
    passkey.ifPresent(found -> found.rename(name));
    return passkey.isPresent();
  }

  /** Forgets one; answers which, if there was one. */
  @Transactional
  public Optional<Passkey> remove(UUID userId, UUID id) {
    Optional<Passkey> passkey = rows.find(userId, id);
    passkey.ifPresent(rows::remove);
    return passkey;
  }

  @Override
  @Transactional
  public void remove(UUID userId) {
    rows.remove(userId);
  }

  /**
   * Finds out which passkey is shown, and that it is: all that proves it but the count of its
   * signatures, which {@link #use} decides. The challenge is used up. Whoever holds a transaction
   * needs a second connection for that.
   *
   * @param user whose it has to be; nothing where the passkey itself has to say so
   * @throws PasskeyRefused if it isn't
   */
  public Presented present(ShownFactor shown, Optional<UUID> user) {
    AuthenticationData data = read(shown);
    byte[] challenge = challenge(data);
    requireGood(challenge, shown);
    Passkey passkey = find(data).orElseThrow(() -> new PasskeyRefused("unknown"));
    try {
      requireUser(passkey, user, Optional.ofNullable(data.getUserHandle()));
      relyingParty.verify(data, passkey);
      requireUnused(challenge);
    } catch (PasskeyRefused e) {
      throw e.of(passkey);
    }
    return new Presented(
        passkey,
        data.getAuthenticatorData().getSignCount(),
        data.getAuthenticatorData().isFlagBS());
  }

  /**
   * Uses a passkey that was shown, in the transaction of the caller.
   *
   * @throws PasskeyRefused if it was removed meanwhile, or has signed no more often than before:
   *     one of two is a copy
   */
  public void use(Presented presented) {
    Passkey passkey = presented.passkey();
    if (!rows.use(passkey.id(), presented.signCount(), presented.backedUp(), clock.instant())) {
      throw new PasskeyRefused(
          rows.find(passkey.userId(), passkey.id()).isPresent() ? COPIED : "unknown",
          Optional.of(passkey));
    }
  }

  /** Tells the person of a refusal, if there may be a copy of the passkey. */
  public void tell(PasskeyRefused refusal) {
    refusal
        .passkey()
        .filter(passkey -> refusal.reason().equals(COPIED))
        .ifPresent(alarm::tellOfCopy);
  }

  @Override
  public boolean accept(UUID userId, ShownFactor shown) {
    if (!shown.text().startsWith("{")) {
      return false;
    }
    try {
      use(present(shown, Optional.of(userId)));
      return true;
    } catch (PasskeyRefused e) {
      alarm.record(userId, e.reason());
      tell(e);
      return false;
    }
  }

  /** Who is known needn't be named again (7.2, 6). */
  private static void requireUser(Passkey passkey, Optional<UUID> known, Optional<byte[]> named) {
    byte[] owner = PasskeyOptions.handle(passkey.userId());
    boolean asNamed = named.map(handle -> Arrays.equals(handle, owner)).orElse(known.isPresent());
    if (!asNamed || known.filter(user -> !user.equals(passkey.userId())).isPresent()) {
      throw new PasskeyRefused("wrong-user");
    }
  }

  private AuthenticationData read(ShownFactor shown) {
    return relyingParty.readShown(shown.text());
  }

  private static byte[] challenge(AuthenticationData data) {
    return RelyingParty.challenge(Optional.ofNullable(data.getCollectedClientData()));
  }

  private Optional<Passkey> find(AuthenticationData data) {
    return Optional.ofNullable(data.getCredentialId())
        .map(RelyingParty::text)
        .flatMap(rows::withCredentialId);
  }

  private void requireGood(byte[] challenge, ShownFactor shown) {
    if (shown.asker().filter(asker -> challenges.isGood(challenge, asker)).isEmpty()) {
      throw new PasskeyRefused("wrong-challenge");
    }
  }

  private void requireUnused(byte[] challenge) {
    if (!challenges.use(challenge)) {
      throw new PasskeyRefused("used-challenge");
    }
  }
}
