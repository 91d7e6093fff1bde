package org.gatehouse.core.account;

import java.util.Optional;
import org.gatehouse.core.user.DisplayName;
import org.gatehouse.core.user.EmailAddress;
import org.gatehouse.core.user.UserName;
import org.gatehouse.core.workspace.Workspace;

/**
 * A person who is about to become a user.
 *
 * @param workspace of which workspace
 * @param name with which the person logs in
 * @param email where the person gets mail
 * @param displayName how the person is called, or nothing to take the name
 */
public record NewPerson(
    Workspace workspace, UserName name, EmailAddress email, Optional<DisplayName> displayName) {}
