package org.gatehouse.web.account;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.gatehouse.core.account.ManageOwnKeys;
import org.gatehouse.core.credential.apikey.ApiKey;
import org.gatehouse.core.credential.apikey.ApiKeyName;
import org.gatehouse.core.credential.apikey.KeyScope;
import org.gatehouse.core.credential.apikey.MadeApiKey;
import org.gatehouse.web.key.KeysPage;

/** {@code /account/keys}: the own user keys. */
@Named
@RequestScoped
public class OwnKeysPage extends KeysPage {
  @Inject private OwnAccount account;
  @Inject private ManageOwnKeys manageOwnKeys;

  @Override
  protected List<ApiKey> find() {
    return manageOwnKeys.list(account.caller());
  }

  @Override
  protected MadeApiKey make(ApiKeyName name, Optional<Instant> expiresAt) {
    account.confirm();
    Set<KeyScope> scopes =
        getForm().isTicked("administering")
            ? Set.of(KeyScope.LOGIN, KeyScope.ADMINISTER)
            : Set.of(KeyScope.LOGIN);
    return manageOwnKeys.make(account.caller(), name, scopes, expiresAt);
  }

  @Override
  protected Optional<MadeApiKey> rotate(UUID id, Duration overlap, Optional<Instant> expiresAt) {
    account.confirm();
    return manageOwnKeys.rotate(account.caller(), id, overlap, expiresAt);
  }

  @Override
  protected void revoke(UUID id) {
    manageOwnKeys.revoke(account.caller(), id);
  }

  @Override
  public String getAddress() {
    return "/account/keys";
  }

  @Override
  public boolean isPasswordAsked() {
    return true;
  }
}
