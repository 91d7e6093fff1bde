package org.gatehouse.core.login;

import org.gatehouse.core.guard.Admission;
import org.gatehouse.core.guard.Guess;
import org.gatehouse.core.session.Client;

/**
 * An attempt to log in, while it is judged.
 *
 * @param target whom it is about
 * @param client the program at the other end
 * @param guess whether it may be made
 */
record Attempt(LoginTarget target, Client client, Guess guess) {
  Admission admission() {
    return guess.admission();
  }
}
