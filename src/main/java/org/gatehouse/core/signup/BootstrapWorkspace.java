package org.gatehouse.core.signup;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.gatehouse.core.credential.password.Password;
import org.gatehouse.core.credential.password.PasswordPolicy;
import org.gatehouse.core.credential.password.Passwords;
import org.gatehouse.core.installation.InstallationClaim;
import org.gatehouse.core.refusal.Conflict;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.session.Client;
import org.gatehouse.core.settings.InvalidSettings;
import org.gatehouse.core.settings.Settings;
import org.gatehouse.core.settings.Settings.Bootstrap;
import org.gatehouse.core.user.EmailAddress;
import org.gatehouse.core.user.UserName;
import org.gatehouse.core.workspace.WorkspaceName;

/** Makes the first workspace from the settings, at the first start only. */
@Singleton
public class BootstrapWorkspace {
  private final Settings settings;
  private final InstallationClaim claim;
  private final PasswordPolicy policy;
  private final Passwords passwords;
  private final CreateWorkspace createWorkspace;

  @Inject
  BootstrapWorkspace(
      Settings settings,
      InstallationClaim claim,
      PasswordPolicy policy,
      Passwords passwords,
      CreateWorkspace createWorkspace) {
    this.settings = settings;
    this.claim = claim;
    this.policy = policy;
    this.passwords = passwords;
    this.createWorkspace = createWorkspace;
  }

  /**
   * Makes it, where the settings name one and nobody has claimed the installation.
   *
   * @throws InvalidSettings if a setting is no name, address or good enough password
   * @throws Conflict if the workspace exists already
   */
  public void run() {
    if (claim.isOpen()) {
      try {
        settings.signUp().bootstrap().ifPresent(this::found);
      } catch (InvalidInput e) {
        throw new InvalidSettings(List.of("GATEHOUSE_BOOTSTRAP_…: " + e.getMessage()));
      } catch (Conflict e) {
        if (claim.isOpen()) {
          throw e;
        }
        // Another node that starts at the same moment was first.
      }
    }
  }

  private void found(Bootstrap bootstrap) {
    SignUpRequest request =
        new SignUpRequest(
            new WorkspaceName(bootstrap.workspace()),
            Optional.empty(),
            new UserName(bootstrap.user()),
            Optional.empty(),
            new EmailAddress(bootstrap.email()),
            new Password(bootstrap.password()),
            Optional.empty(),
            true,
            new Client("", ""));
    policy.check(request.password(), request.passwordOwner());
    createWorkspace.bootstrap(request, passwords.hash(request.password()));
  }
}
