package org.gatehouse.core.login;

import java.util.Optional;
import org.gatehouse.core.credential.apikey.ApiKeys;
import org.gatehouse.core.credential.password.Password;
import org.gatehouse.core.session.Client;

/**
 * Somebody says who they are and gives what should prove it.
 *
 * @param workspace the uid or name of the workspace, where a field of the API gave one
 * @param hint the workspace that the request names beside it (header, query, host); counts where
 *     neither that field nor the user name says which
 * @param userName the user name, or {@code uid/user}
 * @param password the password
 * @param apiKey the same text, where it is written as a key and the API is for programs
 * @param code a TOTP or recovery code, where one was given
 * @param remembered whether the session should last
 * @param trusted what the browser keeps that may stand for a second factor; anything is allowed
 * @param client the program at the other end
 */
public record LoginAttempt(
    Optional<String> workspace,
    Optional<String> hint,
    String userName,
    Password password,
    Optional<String> apiKey,
    Optional<String> code,
    boolean remembered,
    Optional<String> trusted,
    Client client) {

  /** A person at a page, where no key is accepted. */
  public static LoginAttempt ofPerson(
      Optional<String> workspace,
      Optional<String> hint,
      String userName,
      String password,
      boolean remembered,
      Client client) {
    return new LoginAttempt(
        workspace,
        hint,
        userName,
        new Password(password),
        Optional.empty(),
        Optional.empty(),
        remembered,
        Optional.empty(),
        client);
  }

  /** A program, in the name of a person or as a service account: a key stands for the password. */
  public static LoginAttempt ofProgram(
      Optional<String> workspace,
      Optional<String> hint,
      String userName,
      String secret,
      Optional<String> code,
      Client client) {
    return new LoginAttempt(
        workspace,
        hint,
        userName,
        new Password(secret),
        Optional.of(secret).filter(ApiKeys::standsForPassword),
        code,
        false,
        Optional.empty(),
        client);
  }

  /** The same from a browser that keeps this, which may stand for a second factor. */
  public LoginAttempt trusting(Optional<String> kept) {
    return new LoginAttempt(
        workspace, hint, userName, password, apiKey, code, remembered, kept, client);
  }

  @Override
  public String toString() {
    return "LoginAttempt[hidden]";
  }
}
