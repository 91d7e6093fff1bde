package org.gatehouse.core.signup;

import java.util.Optional;
import org.gatehouse.core.credential.password.Password;
import org.gatehouse.core.credential.password.PasswordOwner;
import org.gatehouse.core.session.Client;
import org.gatehouse.core.user.DisplayName;
import org.gatehouse.core.user.EmailAddress;
import org.gatehouse.core.user.UserName;
import org.gatehouse.core.workspace.WorkspaceName;
import org.gatehouse.core.workspace.WorkspaceUid;

/**
 * Somebody wants a workspace.
 *
 * @param workspaceName what it is to be called
 * @param workspaceUid what programs are to call it, or nothing to take the nearest free one
 * @param userName of its first user, who administers it
 * @param displayName of that user, or nothing to take the user name
 * @param email of that user
 * @param password of that user
 * @param setupCode the code that the server printed at its start, where one was given
 * @param atTheMachine whether the person sits at the server itself
 * @param client the program at the other end
 */
public record SignUpRequest(
    WorkspaceName workspaceName,
    Optional<WorkspaceUid> workspaceUid,
    UserName userName,
    Optional<DisplayName> displayName,
    EmailAddress email,
    Password password,
    Optional<String> setupCode,
    boolean atTheMachine,
    Client client) {
  /** The same from somebody of whom it doesn't matter where they sit. */
  SignUpRequest withoutPlace() {
    return new SignUpRequest(
        workspaceName,
        workspaceUid,
        userName,
        displayName,
        email,
        password,
        setupCode,
        false,
        client);
  }

  /** The future owner of the password, for the password policy. */
  PasswordOwner passwordOwner() {
    return PasswordOwner.newcomer(
        userName.value(),
        workspaceName.value(),
        workspaceUid.orElseGet(() -> WorkspaceUid.from(workspaceName)).value(),
        email.value(),
        displayName.map(DisplayName::value).orElse(""));
  }
}
