package org.gatehouse.web.admin;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.gatehouse.core.refusal.Conflict;
import org.gatehouse.core.session.Caller;
import org.gatehouse.federation.saml.ManageSpKeys;
import org.gatehouse.federation.saml.key.SpKeys.PublishedKey;
import org.gatehouse.http.CurrentCaller;
import org.gatehouse.web.Browser;
import org.gatehouse.web.Moment;
import org.gatehouse.web.Texts;

/** {@code /admin/saml-keys}: the keys with which this installation speaks SAML. */
@Named
@RequestScoped
public class SamlKeysPage {
  private static final Duration WARNED_BEFORE = Duration.ofDays(30);

  @Inject private CurrentCaller caller;
  @Inject private ManageSpKeys keys;
  @Inject private Clock clock;
  @Inject private Browser browser;
  @Inject private Texts texts;

  /** Makes the next key, and tells providers of it. */
  public void publishNext() {
    change(keys::publishNext, "samlKey.published");
  }

  /** From now on the next key signs. */
  public void useNext() {
    change(keys::useNext, "samlKey.used");
  }

  /** Forgets the keys that sign no longer. */
  public void remove() {
    change(keys::withdrawRetired, "samlKey.withdrawn");
  }

  private void change(Consumer<Caller> work, String done) {
    try {
      work.accept(caller.get());
      browser.go("/admin/saml-keys", done);
    } catch (Conflict e) {
      texts.wrong(e);
    }
  }

  /** The keys, the oldest first. */
  public List<Row> getKeys() {
    return keys.list(caller.get()).stream().map(this::row).toList();
  }

  /** Whether there is a next key. */
  public boolean isNext() {
    return has("NEXT");
  }

  /** Whether there is a retired key. */
  public boolean isRetired() {
    return has("RETIRED");
  }

  private boolean has(String use) {
    return keys.list(caller.get()).stream().anyMatch(key -> key.use().equals(use));
  }

  private Row row(PublishedKey key) {
    return new Row(
        texts.get("samlKeys.key." + key.use().toLowerCase(Locale.ROOT)),
        texts.moment(Optional.of(key.since())),
        texts.moment(Optional.of(key.until())),
        !key.until().isAfter(clock.instant().plus(WARNED_BEFORE)));
  }

  /**
   * A key, as the page shows it.
   *
   * @param since since when its certificate is good
   * @param until how long
   * @param expiring whether that ends soon, or has
   */
  public record Row(String use, Moment since, Moment until, boolean expiring) {}
}
