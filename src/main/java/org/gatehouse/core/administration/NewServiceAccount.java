package org.gatehouse.core.administration;

import java.util.List;
import java.util.Optional;
import org.gatehouse.core.user.DisplayName;
import org.gatehouse.core.user.UserName;

/**
 * A service account to be added.
 *
 * @param name with which the program logs in
 * @param displayName how people call it, or nothing to take the name
 * @param roles the names of the roles it has
 */
public record NewServiceAccount(
    UserName name, Optional<DisplayName> displayName, List<String> roles) {}
