package org.gatehouse.core.credential.password;

import com.nulabinc.zxcvbn.Strength;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.settings.Settings;
import org.gatehouse.core.settings.Settings.PasswordSettings;
import org.gatehouse.core.text.Names;

/**
 * What a new password must be (NIST 800-63B-4, 3.1.1): long enough, hard to guess, not one of those
 * that everybody takes, and without the names of the account; no composition rules, no forced
 * rotation. Judging takes milliseconds whatever is given, but no transaction should wait for it.
 */
@Singleton
public class PasswordPolicy {
  /** The least zxcvbn score that is accepted: more than 10^8 guesses. */
  private static final int LEAST_SCORE = 3;

  private static final int SHORTEST_NAME_THAT_COUNTS = 4;
  private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

  private final PasswordSettings settings;

  /**
   * @param settings how long a password must be
   */
  @Inject
  public PasswordPolicy(Settings settings) {
    this.settings = settings.passwords();
  }

  /**
   * The shortest new password of the installation, in characters.
   *
   * @param secondFactor whether logging in needs more than the password
   */
  public int minimumLength(boolean secondFactor) {
    return secondFactor ? settings.minimumLength() : settings.minimumLengthWithoutSecondFactor();
  }

  /**
   * Accepts or refuses a new password.
   *
   * @throws InvalidInput naming the broken rule
   */
  public void check(Password password, PasswordOwner owner) {
    judge(password, owner)
        .refusal()
        .ifPresent(
            refusal -> {
              throw refusal;
            });
  }

  /**
   * Accepts or refuses that a password is all that guards an account from now on.
   *
   * @throws InvalidInput if it is good only beside a second factor
   */
  public void checkAlone(Password password) {
    int minimum = minimumLength(false);
    if (password.length() < minimum) {
      throw new InvalidInput(PasswordRule.TOO_SHORT_ALONE, minimum);
    }
  }

  /** Says how good a new password is, and what is wrong with it. */
  public PasswordJudgement judge(Password password, PasswordOwner owner) {
    if (password.isTooLong()) {
      return PasswordJudgement.refused(
          0, new InvalidInput(PasswordRule.TOO_LONG, Password.MAXIMUM));
    }
    int minimum = Math.max(minimumLength(owner.secondFactor()), owner.minimum());
    if (password.length() < minimum) {
      return PasswordJudgement.refused(
          password.length() < minimum / 2 ? 0 : 1,
          new InvalidInput(PasswordRule.TOO_SHORT, minimum));
    }
    if (password.text().codePoints().anyMatch(Character::isISOControl)) {
      return PasswordJudgement.refused(0, new InvalidInput(PasswordRule.INVALID));
    }
    return judgeWords(password.text(), owner);
  }

  private PasswordJudgement judgeWords(String text, PasswordOwner owner) {
    String folded = Names.key(text);
    if (containsName(folded, owner)) {
      return PasswordJudgement.refused(1, new InvalidInput(PasswordRule.CONTAINS_NAME));
    }
    if (Known.COMMON.contains(folded)) {
      return PasswordJudgement.refused(0, new InvalidInput(PasswordRule.COMMON));
    }
    Strength strength = Known.GUESSING.of(text, known(owner));
    return new PasswordJudgement(
        strength.getScore(),
        strength.getScore() >= LEAST_SCORE
            ? Optional.empty()
            : Optional.of(new InvalidInput(Weakness.of(strength.getSequence()))));
  }

  private static boolean containsName(String folded, PasswordOwner owner) {
    return owner.names().stream()
        .map(Names::key)
        .filter(name -> name.length() >= SHORTEST_NAME_THAT_COUNTS)
        .anyMatch(folded::contains);
  }

  /** Names and their words: more than a few no person has, and each costs a look-up. */
  private static List<String> known(PasswordOwner owner) {
    return Stream.concat(owner.names().stream(), owner.hints().stream())
        .map(name -> name.toLowerCase(Locale.ROOT))
        .flatMap(name -> Stream.concat(Stream.of(name), BETWEEN_WORDS.splitAsStream(name)))
        .filter(word -> word.length() > 1)
        .distinct()
        .limit(100)
        .toList();
  }

  /** Lists that take a second to read: not by a server that starts, but by who needs them first. */
  private static final class Known {
    static final CommonPasswords COMMON = new CommonPasswords();
    static final Guessing GUESSING = new Guessing();
  }
}
