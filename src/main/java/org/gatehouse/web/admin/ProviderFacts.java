package org.gatehouse.web.admin;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gatehouse.core.administration.ManageProviders;
import org.gatehouse.core.provider.IdentityProvider;
import org.gatehouse.core.provider.MetadataReading;
import org.gatehouse.core.provider.Protocol;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.workspace.Workspaces;
import org.gatehouse.federation.oidc.Discovery;
import org.gatehouse.federation.oidc.OidcAddresses;
import org.gatehouse.federation.oidc.UnderstoodProvider;
import org.gatehouse.federation.saml.RefreshMetadata;
import org.gatehouse.federation.saml.SamlMetadata;
import org.gatehouse.federation.saml.ServiceProvider;
import org.gatehouse.federation.saml.UnderstoodMetadata;
import org.gatehouse.http.CurrentCaller;
import org.gatehouse.web.Browser;
import org.gatehouse.web.Texts;
import org.jspecify.annotations.Nullable;

/** The facts of an identity provider, and those that it has to know about this server. */
@Named
@RequestScoped
public class ProviderFacts {
  @Inject private CurrentCaller caller;
  @Inject private ProviderForm form;
  @Inject private ManageProviders manageProviders;
  @Inject private Workspaces workspaces;
  @Inject private SamlMetadata samlMetadata;
  @Inject private RefreshMetadata refreshMetadata;
  @Inject private Discovery discovery;
  @Inject private OidcAddresses oidcAddresses;
  @Inject private Browser browser;
  @Inject private Texts texts;

  private @Nullable List<ProviderFact> theirs;
  private String problem = "";

  /** What the administrator has to enter at the provider. */
  public List<ProviderFact> getOurs() {
    if (form.isSaml()) {
      ServiceProvider self =
          samlMetadata.self(workspaces.named(caller.get().workspaceUid()).orElseThrow());
      return List.of(
          fact("entityId", self.entityId()), fact("acs", self.acs()), fact("sls", self.sls()));
    }
    List<ProviderFact> ours = new ArrayList<>();
    // Each has its own, and one that isn't added yet has none.
    provider()
        .ifPresent(
            known -> ours.add(fact("callback", oidcAddresses.callback(known.id()).toString())));
    ours.add(fact("loggedOut", oidcAddresses.loggedOut().toString()));
    ours.add(fact("backChannel", oidcAddresses.backChannel().toString()));
    return ours;
  }

  private ProviderFact fact(String key, String value) {
    String label = texts.get("provider.our." + key);
    return new ProviderFact("our-" + key, label, value, texts.moment(Optional.empty()));
  }

  /** The facts of the saved provider; none of a new one. */
  public List<ProviderFact> getTheirs() {
    List<ProviderFact> known = theirs;
    if (known == null) {
      known = new ArrayList<>();
      Optional<IdentityProvider> provider = provider();
      if (provider.isPresent()) {
        understand(provider.get(), known);
      }
      theirs = known;
    }
    return known;
  }

  /** Why nothing was; empty if all is well. */
  public String getProblem() {
    getTheirs();
    return problem;
  }

  private void understand(IdentityProvider provider, List<ProviderFact> facts) {
    try {
      if (provider.protocol() == Protocol.SAML) {
        understood(samlMetadata.understandStored(provider.saml().metadata()), facts);
        reading(provider, facts);
      } else {
        understood(
            discovery.understand(caller.get().workspaceId(), provider.oidc().issuer().toString()),
            facts);
      }
    } catch (InvalidInput e) {
      problem = texts.get(e);
    }
  }

  private void understood(UnderstoodMetadata metadata, List<ProviderFact> facts) {
    add(facts, "entityId", metadata.entityId());
    add(facts, "signOn", metadata.signOn() + (metadata.byPost() ? " (HTTP-POST)" : ""));
    add(facts, "logout", metadata.logout().orElse(texts.get("provider.their.noLogout")));
    for (UnderstoodMetadata.Certificate certificate : metadata.certificates()) {
      add(
          facts,
          "certificate",
          texts.get(
              "provider.their.certificateText", certificate.subject(), certificate.fingerprint()),
          Optional.of(certificate.until()));
    }
    for (UnderstoodMetadata.LeftOut left : metadata.leftOut()) {
      add(
          facts,
          "leftOut",
          texts
              .get("provider.their.leftOutText", left.subject(), texts.get(left.rule().key()))
              .strip());
    }
    metadata
        .dates()
        .validUntil()
        .ifPresent(until -> add(facts, "validUntil", "", Optional.of(until)));
  }

  private void reading(IdentityProvider provider, List<ProviderFact> facts) {
    MetadataReading reading = provider.reading();
    add(facts, "readAt", "", Optional.of(reading.readAt()));
    if (provider.saml().metadataUrl().isPresent()) {
      add(facts, "triedAt", "", Optional.of(reading.triedAt()));
    }
  }

  private void understood(UnderstoodProvider understood, List<ProviderFact> facts) {
    add(facts, "issuer", understood.issuer().toString());
    add(facts, "authorization", understood.authorizationEndpoint().toString());
    add(facts, "token", understood.tokenEndpoint().toString());
    understood.userInfoEndpoint().ifPresent(at -> add(facts, "userInfo", at.toString()));
    add(facts, "keys", understood.keys().toString());
    add(
        facts,
        "endSession",
        understood
            .endSessionEndpoint()
            .map(Object::toString)
            .orElse(texts.get("provider.their.noLogout")));
    add(facts, "algorithms", String.join(", ", understood.algorithms()));
    add(facts, "backChannel", texts.get(understood.backChannelLogout() ? "state.yes" : "state.no"));
  }

  private void add(List<ProviderFact> facts, String key, String value) {
    add(facts, key, value, Optional.empty());
  }

  private void add(List<ProviderFact> facts, String key, String value, Optional<Instant> at) {
    String label = texts.get("provider.their." + key);
    facts.add(new ProviderFact("", label, value, texts.moment(at)));
  }

  /** Whether the metadata can be read again from its address. */
  public boolean isReadable() {
    return provider()
        .filter(known -> known.protocol() == Protocol.SAML)
        .filter(known -> known.saml().metadataUrl().isPresent())
        .isPresent();
  }

  /** Reads the metadata again, at once. */
  public void readAgain() {
    provider()
        .ifPresent(
            known -> {
              if (refreshMetadata.now(caller.get(), known)) {
                browser.go(IdentityProviderPage.address(known.id()), "provider.read");
              } else {
                browser.go(IdentityProviderPage.address(known.id()));
              }
            });
  }

  private Optional<IdentityProvider> provider() {
    return browser.key("id").flatMap(id -> manageProviders.find(caller.get(), id));
  }
}
