package org.gatehouse.core.credential.password;

import java.util.Optional;
import org.gatehouse.core.refusal.InvalidInput;

/**
 * What the policy thinks of a password.
 *
 * @param score from 0, which anybody guesses, to 4; what is accepted has at least 3, what is
 *     refused at most 2
 * @param refusal the rule that helps most, where one is broken
 */
public record PasswordJudgement(int score, Optional<InvalidInput> refusal) {
  static PasswordJudgement refused(int score, InvalidInput refusal) {
    return new PasswordJudgement(score, Optional.of(refusal));
  }
}
