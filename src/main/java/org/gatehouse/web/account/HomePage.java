package org.gatehouse.web.account;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.gatehouse.core.settings.Settings;
import org.gatehouse.core.user.User;
import org.gatehouse.web.Browser;

/** {@code /}: who am I, and where to go from here. */
@Named
@RequestScoped
public class HomePage {
  @Inject private OwnAccount account;
  @Inject private Settings settings;

  /** Where the person gets mail. */
  public String getEmail() {
    return account.user().map(User::email).orElse("");
  }

  /** What the person may do, in a word or two. */
  public String getRoleText() {
    return account.roleText();
  }

  /** The address of this installation. */
  public String getPublicUrl() {
    return settings.publicUrl().toString();
  }

  /** Where the script for Bash is. */
  public String getBashUrl() {
    return settings.publicUrl() + "/cli/auth.bash";
  }

  /** Where the script for PowerShell is. */
  public String getPowershellUrl() {
    return settings.publicUrl() + "/cli/auth.ps1";
  }

  /** The address of the user in the API. */
  public String getUserUrl() {
    String name = account.user().map(User::name).orElse("");
    return settings.publicUrl() + "/api/1/user/" + Browser.encode(name);
  }
}
