package org.gatehouse.core.administration;

import java.util.List;
import java.util.Optional;
import org.gatehouse.core.credential.password.Password;
import org.gatehouse.core.user.DisplayName;
import org.gatehouse.core.user.EmailAddress;
import org.gatehouse.core.user.UserName;

/**
 * A user to be added.
 *
 * @param name with which the person logs in
 * @param email where the person gets mail
 * @param displayName how the person is called, or nothing to take the name
 * @param initialPassword a password to begin with, or nothing to have one made
 * @param administrator whether the person administers the workspace
 * @param roles the names of the roles that the workspace gives to the person
 */
public record NewUser(
    UserName name,
    EmailAddress email,
    Optional<DisplayName> displayName,
    Optional<Password> initialPassword,
    boolean administrator,
    List<String> roles) {}
