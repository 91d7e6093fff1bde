package org.gatehouse.web.admin;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.gatehouse.core.access.AccessRule;
import org.gatehouse.core.administration.ManageClients;
import org.gatehouse.core.oauth.client.ClientMetadata;
import org.gatehouse.core.oauth.client.ClientOwner;
import org.gatehouse.core.oauth.client.ClientPreset;
import org.gatehouse.core.oauth.client.ClientRule;
import org.gatehouse.core.oauth.client.MadeClient;
import org.gatehouse.core.oauth.client.RegisteredClient;
import org.gatehouse.core.oauth.issuer.Issuer;
import org.gatehouse.core.oauth.issuer.Issuers;
import org.gatehouse.core.refusal.Conflict;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.http.CurrentCaller;
import org.gatehouse.web.Browser;
import org.gatehouse.web.Form;
import org.gatehouse.web.Moment;
import org.gatehouse.web.ShownOnce;
import org.gatehouse.web.Texts;

/**
 * {@code /admin/application?id=…}: one application of the workspace; without an id, a form to add
 * one.
 */
@Named
@RequestScoped
public class ApplicationPage {
  private static final String PAGE = "/admin/application";

  @Inject private CurrentCaller caller;
  @Inject private ManageClients manageClients;
  @Inject private Issuers issuers;
  @Inject private ApplicationForm form;
  @Inject private ShownOnce shownOnce;
  @Inject private Browser browser;
  @Inject private Texts texts;

  private Optional<RegisteredClient> client = Optional.empty();
  private List<String> shown = List.of();
  private final Form fields = new Form("preset", "newName", "address", "overlap");

  /** Where the page of an application is. */
  static String address(String clientId) {
    return PAGE + "?id=" + Browser.encode(clientId);
  }

  @PostConstruct
  void find() {
    client = manageClients.find(caller.get(), owner(), browser.parameter("id"));
    client.map(RegisteredClient::metadata).ifPresent(form::begin);
    shown = client.map(known -> shownOnce.on(address(known.clientId()))).orElse(List.of());
    fields.put("overlap", "24");
  }

  private ClientOwner owner() {
    return ClientOwner.workspace(caller.get().workspaceId());
  }

  /** Answers with the error page where there is no such application. */
  public void requireApplication() {
    if (client.isEmpty() && !browser.parameter("id").isEmpty()) {
      browser.fail(404);
    }
  }

  /** Adds an application and shows its secret, or says what is wrong beside each field. */
  public void add() {
    // Faces takes none but those that were offered.
    ClientPreset preset = ClientPreset.of(fields.text("preset")).orElseThrow();
    try {
      ClientMetadata metadata = preset.metadata(fields.text("newName"), fields.text("address"));
      MadeClient made = manageClients.add(caller.get(), owner(), metadata);
      // What to do in the product is said as long as the secret is shown.
      show(made, "application.added", made.secret().orElse(""), preset.word());
    } catch (InvalidInput e) {
      texts.wrong(e.rule() == ClientRule.NAME_INVALID ? "newName" : "address", e);
    } catch (Conflict e) {
      texts.wrong(e);
    }
  }

  private void show(MadeClient made, String notice, String... lines) {
    shownOnce.go(address(made.client().clientId()), notice, List.of(lines));
  }

  /** Saves what was changed, or says what is wrong beside each field. */
  public void save() {
    client.ifPresent(
        known -> form.changes(known.metadata()).ifPresent(changes -> save(known, changes)));
  }

  private void save(RegisteredClient known, JsonObject changes) {
    try {
      manageClients.change(caller.get(), owner(), known.clientId(), changes);
      browser.go(address(known.clientId()), "application.saved");
    } catch (InvalidInput e) {
      // Each field is right by itself: a role is gone, or all together are too much.
      if (e.rule() instanceof AccessRule) {
        texts.wrong("roles", e);
      } else {
        texts.wrong(e);
      }
    }
  }

  /** Makes a secret in the place of the others and shows it, or says what is wrong. */
  public void rotateSecret() {
    Duration goingOn = Duration.ofHours(Long.parseLong(fields.text("overlap")));
    try {
      client
          .flatMap(
              known -> manageClients.rotateSecret(caller.get(), owner(), known.clientId(), goingOn))
          .ifPresent(made -> show(made, "application.secretMade", made.secret().orElseThrow()));
    } catch (InvalidInput e) {
      texts.wrong("overlap", e);
    } catch (Conflict e) {
      texts.wrong(e);
    }
  }

  /** Removes the application. */
  public void remove() {
    client.ifPresent(known -> manageClients.remove(caller.get(), owner(), known.clientId()));
    browser.go("/admin/applications", "application.removed");
  }

  /** Whether the application has been added. */
  public boolean isPresent() {
    return client.isPresent();
  }

  /** The heading: the saved name, or that one is about to be added. */
  public String getTitle() {
    return of(ClientMetadata::name, texts.get("application.new"));
  }

  /** Its {@code client_id}; empty for a new one. */
  public String getId() {
    return client.map(RegisteredClient::clientId).orElse("");
  }

  /** By which it knows this server. */
  public String getIssuer() {
    String path = Issuers.WORKSPACE + caller.get().workspaceUid() + "/";
    return issuers.at(path).map(Issuer::value).orElse("");
  }

  /** The secret that was just made; empty if none was. */
  public String getSecret() {
    return shown.stream().findFirst().orElse("");
  }

  /** What there is to know about its product, as long as it has just been added; else empty. */
  public String getHint() {
    return shown.stream()
        .skip(1)
        .flatMap(word -> ClientPreset.of(word).stream())
        .map(preset -> texts.get("application.hint." + preset.word()))
        .collect(Collectors.joining());
  }

  /** Where people begin to use it; empty if nobody has said it. */
  public String getStartUrl() {
    return client
        .map(RegisteredClient::metadata)
        .flatMap(ClientMetadata::clientUri)
        .map(URI::toString)
        .orElse("");
  }

  /** Whether it proves by a secret who it is. */
  public boolean isBySecret() {
    return of(metadata -> metadata.authenticationMethod().isBySecret(), false);
  }

  /** Whether people log in at it. */
  public boolean isServingPeople() {
    return of(ClientMetadata::servesPeople, false);
  }

  /** Whether what is below its redirect URIs passes as well. */
  public boolean isPrefixed() {
    return of(metadata -> metadata.json().getBoolean("redirect_prefix"), false);
  }

  private <T> T of(Function<ClientMetadata, T> part, T otherwise) {
    return client.map(RegisteredClient::metadata).map(part).orElse(otherwise);
  }

  /** When it was added. */
  public Moment getCreated() {
    return texts.moment(client.map(RegisteredClient::createdAt));
  }

  /** When it last got a token. */
  public Moment getLastUsed() {
    return texts.moment(client.flatMap(RegisteredClient::lastUsedAt), "keys.never");
  }

  /** The kinds of applications of which is known what they need. */
  public List<ClientPreset> getPresets() {
    return List.of(ClientPreset.values());
  }

  public Form getFields() {
    return fields;
  }
}
