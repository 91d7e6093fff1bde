package org.gatehouse.core.invitation;

import java.util.Optional;
import org.gatehouse.core.login.LoginOutcome.LoggedIn;
import org.gatehouse.core.user.User;

/**
 * That somebody has chosen a password by an invitation.
 *
 * @param user who
 * @param login the session; nothing where the workspace demands more of a login than the password,
 *     for which the person logs in anew
 */
public record Accepted(User user, Optional<LoggedIn> login) {}
