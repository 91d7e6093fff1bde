package org.gatehouse.web.account;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.gatehouse.core.settings.Settings;
import org.gatehouse.core.user.User;
import org.gatehouse.web.Browser;

/** {@code /account/command-line}: how programs of one's own ask this installation. */
@Named
@RequestScoped
public class CommandLinePage {
  @Inject private OwnAccount account;
  @Inject private Settings settings;

  /** The address of this installation. */
  public String getPublicUrl() {
    return settings.publicUrl().toString();
  }

  /** Where people of the own workspace log in. */
  public String getLoginUrl() {
    return settings.publicUrl()
        + "/login?workspace="
        + Browser.encode(account.caller().workspaceName());
  }

  /** Where the script for Bash is. */
  public String getBashUrl() {
    return settings.publicUrl() + "/cli/auth.bash";
  }

  /** Where the script for PowerShell is. */
  public String getPowershellUrl() {
    return settings.publicUrl() + "/cli/auth.ps1";
  }

  /** Where the script for configuration as code is. */
  public String getConfigurationUrl() {
    return settings.publicUrl() + "/cli/gatehouse";
  }

  /** The address of the user in the API. */
  public String getUserUrl() {
    String name = account.user().map(User::name).orElse("");
    return settings.publicUrl() + "/api/1/user/" + Browser.encode(name);
  }
}
