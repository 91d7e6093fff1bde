package org.gatehouse.core.signon;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.audit.Audit;
import org.gatehouse.core.audit.AuditEntry;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.login.LoginOutcome.LoggedIn;
import org.gatehouse.core.provider.IdentityProvider;
import org.gatehouse.core.provider.IdentityProviders;
import org.gatehouse.core.refusal.Conflict;
import org.gatehouse.core.session.Client;
import org.gatehouse.core.signon.SignOnOutcome.Refused;
import org.gatehouse.core.signon.SignOnOutcome.SignedOn;
import org.gatehouse.core.user.User;
import org.gatehouse.core.user.Users;

/** Lets somebody in whom an identity provider names. */
@Singleton
@Transactional
class EnterByProvider {
  private final IdentityProviders providers;
  private final LinkedIdentities identities;
  private final Users users;
  private final JustInTimeProvisioning provisioning;
  private final ProvidedProfile profile;
  private final OpenProviderSession openSession;
  private final Audit audit;

  @Inject
  EnterByProvider(
      IdentityProviders providers,
      LinkedIdentities identities,
      Users users,
      JustInTimeProvisioning provisioning,
      ProvidedProfile profile,
      OpenProviderSession openSession,
      Audit audit) {
    this.providers = providers;
    this.identities = identities;
    this.users = users;
    this.provisioning = provisioning;
    this.profile = profile;
    this.openSession = openSession;
    this.audit = audit;
  }

  /**
   * Logs in.
   *
   * @throws Conflict if the user's name is taken, or somebody has linked the identity just now
   */
  SignOnOutcome enter(UUID providerId, Authenticated answer, Wish wish, Client client) {
    // As it is now: a person may have been ten minutes at the provider.
    Optional<IdentityProvider> known = providers.toEnter(providerId);
    if (known.isEmpty()) {
      audit.record(
          client
              .audited(AuditType.LOGIN, SignOnRefusal.PROVIDER_OFF.word())
              .detail(providerId.toString()));
      return new Refused(SignOnRefusal.PROVIDER_OFF, Optional.of(providerId));
    }
    IdentityProvider provider = known.get();
    Optional<LinkedIdentity> linked = identities.find(provider, answer.identity().subject());
    if (openSession.isElsewhere(provider, client)) {
      return refuse(provider, linked.map(LinkedIdentity::user), SignOnRefusal.ELSEWHERE, client);
    }
    JustInTimeProvisioning.Found found =
        linked.isPresent()
            ? JustInTimeProvisioning.Found.known(linked.get().user())
            : provisioning.find(provider, answer.identity(), client);
    if (found.refusal().isPresent()) {
      String remarks = MappedProfile.of(provider, answer.identity()).remarks();
      return refuse(provider, found.user(), found.refusal().get(), remarks, client);
    }
    return enter(provider, found.user().orElseThrow(), answer, wish, client);
  }

  private SignOnOutcome enter(
      IdentityProvider provider, User found, Authenticated answer, Wish wish, Client client) {
    User user = users.toBeChanged(found).orElseThrow();
    Optional<SignOnRefusal> barrier = openSession.barrier(provider, user);
    if (barrier.isPresent()) {
      return refuse(provider, Optional.of(user), barrier.get(), client);
    }
    Optional<LinkedIdentity> identity = identities.find(provider, answer.identity().subject());
    if (identity.isEmpty()) {
      // Somebody has taken the link away just now.
      return refuse(provider, Optional.of(user), SignOnRefusal.UNKNOWN_PERSON, client);
    }
    identities.used(identity.get());
    profile.apply(provider, user, answer.identity(), identity.get().isProvisioned(), client);
    AuditEntry entry = AuditEntry.of(AuditType.LOGIN, "ok").detail(named(provider));
    Optional<LoggedIn> opened =
        openSession.open(provider, user, answer.session(), wish.shownAt(), client, entry);
    return opened.isPresent()
        ? new SignedOn(opened.get(), wish.returnTo())
        : refuse(provider, Optional.of(user), SignOnRefusal.EXPIRED, client);
  }

  /**
   * What was asked for when the login began.
   *
   * @param returnTo where the person wants to go after it
   * @param shownAt since when, at the earliest, the person has shown the provider who it is;
   *     nothing if we hadn't asked for that
   */
  record Wish(String returnTo, Optional<Instant> shownAt) {}

  private Refused refuse(
      IdentityProvider provider, Optional<User> user, SignOnRefusal why, Client client) {
    return refuse(provider, user, why, "", client);
  }

  private Refused refuse(
      IdentityProvider provider,
      Optional<User> user,
      SignOnRefusal why,
      String remarks,
      Client client) {
    AuditEntry entry =
        client.audited(AuditType.LOGIN, why.word()).detail(named(provider) + remarks);
    UUID workspaceId = provider.workspace().id();
    audit.record(
        user.map(known -> entry.about(workspaceId, known.id()))
            .orElseGet(() -> entry.aboutWorkspace(workspaceId)));
    return new Refused(why, Optional.of(provider.id()));
  }

  private static String named(IdentityProvider provider) {
    return provider.protocol().word() + " " + provider.id();
  }
}
