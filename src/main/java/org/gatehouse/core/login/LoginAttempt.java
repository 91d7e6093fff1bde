package org.gatehouse.core.login;

import java.util.Optional;
import org.gatehouse.core.credential.password.Password;
import org.gatehouse.core.session.Client;

/**
 * Somebody says who they are and gives what should prove it.
 *
 * @param workspace the uid or name of the workspace, where the room's own field gave one
 * @param hint the workspace that the request names beside it (header, query, host); counts where
 *     neither that field nor the user name says which
 * @param userName the user name, or {@code uid/user}
 * @param password the password
 * @param code a TOTP or recovery code, where one was given
 * @param remembered whether the session should last
 * @param client the program at the other end
 */
public record LoginAttempt(
    Optional<String> workspace,
    Optional<String> hint,
    String userName,
    Password password,
    Optional<String> code,
    boolean remembered,
    Client client) {}
