package org.gatehouse.web.admin;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.gatehouse.core.administration.ManageProviders;
import org.gatehouse.core.provider.IdentityProvider;
import org.gatehouse.core.provider.Protocol;
import org.gatehouse.core.provider.ProviderDetails;
import org.gatehouse.core.refusal.Conflict;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.http.CurrentCaller;
import org.gatehouse.web.Browser;
import org.gatehouse.web.Section;
import org.gatehouse.web.SignOnLink;
import org.gatehouse.web.Texts;

/**
 * {@code /admin/identity-provider?id=…}: one identity provider of the workspace; or {@code
 * ?protocol=saml} (or {@code oidc}) for a new one.
 */
@Named
@RequestScoped
public class IdentityProviderPage {
  private static final String PAGE = "/admin/identity-provider";

  @Inject private CurrentCaller caller;
  @Inject private ManageProviders manageProviders;
  @Inject private ProviderForm form;
  @Inject private Clock clock;
  @Inject private Browser browser;
  @Inject private Texts texts;

  private Optional<IdentityProvider> provider = Optional.empty();
  private boolean found;

  /** Where the page of a provider is. */
  static String address(UUID id) {
    return PAGE + "?id=" + id;
  }

  @PostConstruct
  void find() {
    provider = browser.key("id").flatMap(id -> manageProviders.find(caller.get(), id));
    Optional<Protocol> wanted =
        Stream.of(Protocol.values())
            .filter(protocol -> protocol.word().equals(browser.parameter("protocol")))
            .findFirst();
    provider.ifPresent(form::begin);
    if (provider.isEmpty() && browser.parameter("id").isEmpty()) {
      wanted.ifPresent(form::begin);
    }
    // Already now: only where it was ticked is there a box that can be read.
    form.getFields().put("incomplete", !browser.parameter("incomplete").isEmpty());
    found = provider.isPresent() || (browser.parameter("id").isEmpty() && wanted.isPresent());
  }

  /** Answers with the error page where there is no such provider. */
  public void requireProvider() {
    if (!found) {
      browser.fail(404);
    }
  }

  /** Saves what was typed, or says what is wrong beside each field. */
  public void save() {
    form.read().filter(form::isComplete).ifPresent(this::save);
  }

  /** Fills in the attribute names of a product; nothing is saved by that. */
  public void fillIn() {
    if (!form.fillIn()) {
      texts.wrong("preset", "provider.presetMissing");
    }
  }

  private void save(ProviderDetails details) {
    try {
      if (provider.isPresent()) {
        manageProviders.change(caller.get(), provider.get(), details, form.secret());
        browser.go(address(provider.get().id()), "provider.saved");
      } else {
        IdentityProvider added = manageProviders.add(caller.get(), details, form.secret());
        browser.go(address(added.id()), "provider.added");
      }
    } catch (Conflict e) {
      form.field(e.rule()).ifPresentOrElse(field -> texts.wrong(field, e), () -> texts.wrong(e));
    } catch (InvalidInput e) {
      texts.wrong(form.field(e.rule()).orElse("roles"), e);
    }
  }

  /** Removes the provider. */
  public void remove() {
    if (provider.isPresent()) {
      try {
        manageProviders.remove(caller.get(), provider.get().id());
        browser.go("/admin/identity-providers", "provider.removed");
      } catch (Conflict e) {
        texts.wrong(e);
      }
    }
  }

  /**
   * Trusts the provider with logins of system administrators, or no longer; for system
   * administrators.
   */
  public void trust() {
    provider.ifPresent(
        known -> {
          manageProviders.trust(caller.get(), known.id(), !known.isSystemTrusted());
          browser.go(address(known.id()), "provider.saved");
        });
  }

  /** Whether the provider may log system administrators in. */
  public boolean isTrusted() {
    return provider.filter(IdentityProvider::isSystemTrusted).isPresent();
  }

  /** The parts of the page: what is known of it, and the steps by which it is set up. */
  public List<Section> getSections() {
    Stream<Section> known =
        provider.stream().map(saved -> section("understood", "provider.understood"));
    Stream<Section> steps =
        Stream.of(
            section("oursTitle", "provider.ours"),
            section(
                "connect",
                "provider.connection",
                "providerName",
                "metadata",
                "metadataUrl",
                "metadataSigner",
                "issuer",
                "clientId",
                "clientSecret",
                "scopes",
                "hostedDomain"),
            section(
                "names",
                "provider.names",
                "preset",
                "subjectAttribute",
                "userNameAttribute",
                "displayNameAttribute",
                "emailAttribute",
                "groupsAttribute",
                "groupsSeparator"),
            section("people", "provider.people", "roles", "groupRoles", "enabled"));
    return Stream.concat(known, steps).toList();
  }

  private Section section(String id, String title, String... fields) {
    return new Section(id, texts.get(title), texts.isWrong(fields));
  }

  /** Whether the provider has been saved. */
  public boolean isPresent() {
    return provider.isPresent();
  }

  /** The heading: the saved name, or what kind of provider is about to be added. */
  public String getTitle() {
    return provider
        .map(IdentityProvider::name)
        .orElseGet(() -> texts.get("provider.new." + form.getProtocol()));
  }

  /** The id of the provider; empty for a new one. */
  public String getId() {
    return provider.map(known -> known.id().toString()).orElse("");
  }

  /** The row of the saved provider; none for a new one. */
  public List<ProviderRow> getSummary() {
    return provider.stream().map(known -> new ProviderRow(known, clock.instant(), texts)).toList();
  }

  /** The address of the test, a login that logs nobody in. */
  public String getTestUrl() {
    return provider.map(known -> new SignOnLink(known, "&test=true").getUrl()).orElse("");
  }
}
