package org.gatehouse.web.admin;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.administration.ManageDeveloperKeys;
import org.gatehouse.core.credential.apikey.ApiKey;
import org.gatehouse.core.credential.apikey.ApiKeyName;
import org.gatehouse.core.credential.apikey.MadeApiKey;
import org.gatehouse.http.CurrentCaller;
import org.gatehouse.web.key.KeysPage;

/** {@code /admin/developer-keys}: the keys of the workspace's applications. */
@Named
@RequestScoped
public class DeveloperKeysPage extends KeysPage {
  @Inject private CurrentCaller caller;
  @Inject private ManageDeveloperKeys manageDeveloperKeys;

  @Override
  protected List<ApiKey> find() {
    return manageDeveloperKeys.list(caller.get());
  }

  @Override
  protected MadeApiKey make(ApiKeyName name, Optional<Instant> expiresAt) {
    return manageDeveloperKeys.make(caller.get(), name, expiresAt);
  }

  @Override
  protected Optional<MadeApiKey> rotate(UUID id, Duration overlap, Optional<Instant> expiresAt) {
    return manageDeveloperKeys.rotate(caller.get(), id, overlap, expiresAt);
  }

  @Override
  protected void revoke(UUID id) {
    manageDeveloperKeys.revoke(caller.get(), id);
  }

  @Override
  public String getAddress() {
    return "/admin/developer-keys";
  }
}
