package org.gatehouse.web.admin;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Optional;
import org.gatehouse.core.administration.ManageSigningKeys;
import org.gatehouse.core.token.SigningKeys.PublishedKey;
import org.gatehouse.http.CurrentCaller;
import org.gatehouse.web.Browser;
import org.gatehouse.web.Moment;
import org.gatehouse.web.Texts;

/** {@code /admin/signing-keys}: the keys that sign tokens, and a way to withdraw them. */
@Named
@RequestScoped
public class SigningKeysPage {
  @Inject private CurrentCaller caller;
  @Inject private ManageSigningKeys keys;
  @Inject private Browser browser;
  @Inject private Texts texts;

  /** Withdraws all signing keys. */
  public void remove() {
    keys.list(caller.get()).forEach(key -> keys.withdraw(caller.get(), key.kid()));
    browser.go("/login", "signingKey.withdrawn");
  }

  /** The keys, of each algorithm the one that ends to sign first in front. */
  public List<Row> getKeys() {
    return keys.list(caller.get()).stream().map(this::row).toList();
  }

  private Row row(PublishedKey key) {
    return new Row(
        key.kid(),
        key.algorithm().name(),
        texts.moment(Optional.of(key.madeAt())),
        texts.moment(Optional.of(key.signsUntil())));
  }

  /**
   * A key, as the page shows it.
   *
   * @param name what tokens call it
   * @param algorithm by what it signs
   * @param since when it was made
   * @param until when it ends to sign
   */
  public record Row(String name, String algorithm, Moment since, Moment until) {}
}
