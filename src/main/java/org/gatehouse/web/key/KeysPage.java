package org.gatehouse.web.key;

import jakarta.annotation.PostConstruct;
import jakarta.inject.Inject;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.gatehouse.core.account.ReauthenticationRule;
import org.gatehouse.core.credential.apikey.ApiKey;
import org.gatehouse.core.credential.apikey.ApiKeyName;
import org.gatehouse.core.credential.apikey.ApiKeyRule;
import org.gatehouse.core.credential.apikey.MadeApiKey;
import org.gatehouse.core.refusal.Conflict;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.refusal.Rule;
import org.gatehouse.web.Browser;
import org.gatehouse.web.Form;
import org.gatehouse.web.ShownOnce;
import org.gatehouse.web.Texts;
import org.jspecify.annotations.Nullable;

/**
 * A page with somebody's keys: the list and a form to make one, or one of them and what can be done
 * to it. Which one, says the request parameter {@code key}.
 */
public abstract class KeysPage {
  private static final String EXPIRY = "expiryDate";
  private static final LocalTime END_OF_DAY = LocalTime.of(23, 59, 59);

  @Inject private Browser browser;
  @Inject private ShownOnce shownOnce;
  @Inject private Texts texts;

  private final Form form = new Form("keyName", EXPIRY, "overlap").boxes("administering");
  private String wanted = "";
  private @Nullable List<ApiKey> known;

  /** The constructor of subclasses, which CDI creates for each request. */
  protected KeysPage() {}

  @PostConstruct
  void readWanted() {
    wanted = browser.parameter("key");
    form.put("overlap", "24");
  }

  /** The good keys, the newest first. */
  protected abstract List<ApiKey> find();

  /** Makes a key. */
  protected abstract MadeApiKey make(ApiKeyName name, Optional<Instant> expiresAt);

  /** Makes a key in the place of another; nothing if there is no such good key. */
  protected abstract Optional<MadeApiKey> rotate(
      UUID id, Duration overlap, Optional<Instant> expiresAt);

  /** Revokes a key. */
  protected abstract void revoke(UUID id);

  /** The address of the list, within this server. */
  public abstract String getAddress();

  /** The name of whose keys they are, where the page is told by its address; else empty. */
  public String getOwner() {
    return "";
  }

  /** Whether the own password is needed to make a key. */
  public boolean isPasswordAsked() {
    return false;
  }

  /** Answers with the error page where a key is wanted that isn't there. */
  public void requireKey() {
    if (!wanted.isEmpty()) {
      browser.require(selected());
    }
  }

  /** Makes a key and goes where it is shown, or says what is wrong beside each field. */
  public void makeKey() {
    Optional<ApiKeyName> name = texts.read(form, "keyName", ApiKeyName::new);
    Optional<Optional<Instant>> expiry = expiry();
    if (name.isPresent() && expiry.isPresent()) {
      attempt(() -> Optional.of(make(name.get(), expiry.get())));
    }
  }

  /** Makes a key in the place of the selected one, or says what is wrong. */
  public void rotateKey() {
    Duration goingOn = Duration.ofHours(Long.parseLong(form.text("overlap")));
    Optional<UUID> id = selected().map(ApiKey::id);
    Optional<Optional<Instant>> expiry = expiry();
    if (id.isPresent() && expiry.isPresent()) {
      attempt(() -> rotate(id.get(), goingOn, expiry.get()));
    }
  }

  /** Revokes the selected key. */
  public void remove() {
    selected().map(ApiKey::id).ifPresent(this::revoke);
    browser.go(getAddress(), "key.revoked");
  }

  private void attempt(Supplier<Optional<MadeApiKey>> work) {
    try {
      work.get().ifPresent(made -> shownOnce.go(getAddress(), "key.made", List.of(made.secret())));
    } catch (InvalidInput e) {
      texts.wrong(fieldOf(e.rule()), e);
    } catch (Conflict e) {
      texts.wrong(e);
    }
  }

  private String fieldOf(Rule rule) {
    if (rule instanceof ReauthenticationRule) {
      return "currentPassword";
    }
    if (rule == ApiKeyRule.NOT_ADMINISTERING) {
      return "administering";
    }
    return rule == ApiKeyRule.OVERLAP ? "overlap" : EXPIRY;
  }

  /** The expiry of the new key, if it has one; nothing at all after saying that this is no date. */
  private Optional<Optional<Instant>> expiry() {
    try {
      return Optional.of(
          Optional.of(form.text(EXPIRY).strip())
              .filter(typed -> !typed.isEmpty())
              .map(KeysPage::endOfDay));
    } catch (DateTimeException e) {
      texts.wrong(EXPIRY, "date.invalid");
      return Optional.empty();
    }
  }

  private static Instant endOfDay(String day) {
    return LocalDate.parse(day).atTime(END_OF_DAY).toInstant(ZoneOffset.UTC);
  }

  private Optional<ApiKey> selected() {
    return keys().stream().filter(key -> key.id().toString().equals(wanted)).findFirst();
  }

  private List<ApiKey> keys() {
    List<ApiKey> found = known;
    if (found == null) {
      found = find();
      known = found;
    }
    return found;
  }

  private KeyRow row(ApiKey key) {
    String url = getAddress() + (getAddress().contains("?") ? "&" : "?") + "key=" + key.id();
    return new KeyRow(key, url, texts);
  }

  /** The keys, the newest first. */
  public List<KeyRow> getRows() {
    return keys().stream().map(this::row).toList();
  }

  /** Whether the page is about one key only. */
  public boolean isOneSelected() {
    return selected().isPresent();
  }

  /** The key that the page is about. */
  public @Nullable KeyRow getSelected() {
    return selected().map(this::row).orElse(null);
  }

  /** The key that was just made; empty if none was. */
  public String getSecret() {
    return String.join("", shownOnce.on(getAddress()));
  }

  public Form getForm() {
    return form;
  }
}
