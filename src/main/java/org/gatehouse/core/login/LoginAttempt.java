package org.gatehouse.core.login;

import java.util.Optional;
import org.gatehouse.core.credential.password.Password;
import org.gatehouse.core.session.Client;

/**
 * Somebody says who they are and gives what should prove it.
 *
 * @param workspace the uid or name of the workspace, where one was given
 * @param userName the user name, or {@code uid/user}
 * @param password the password
 * @param code a TOTP or recovery code, where one was given
 * @param remembered whether the session should last
 * @param client the program at the other end
 */
public record LoginAttempt(
    Optional<String> workspace,
    String userName,
    Password password,
    Optional<String> code,
    boolean remembered,
    Client client) {}
