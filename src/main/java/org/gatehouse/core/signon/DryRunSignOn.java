package org.gatehouse.core.signon;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.gatehouse.core.access.Grants;
import org.gatehouse.core.access.Role;
import org.gatehouse.core.provider.ExternalIdentity;
import org.gatehouse.core.provider.IdentityProvider;
import org.gatehouse.core.user.User;
import org.gatehouse.core.user.UserName;
import org.gatehouse.core.user.Users;

/**
 * Tells an administrator who tries a provider what a login with its answer would come to. Nothing
 * changes by it.
 */
@Singleton
public class DryRunSignOn {
  private final LinkedIdentities identities;
  private final JustInTimeProvisioning provisioning;
  private final Users users;
  private final Grants grants;
  private final OpenProviderSession openSession;

  @Inject
  DryRunSignOn(
      LinkedIdentities identities,
      JustInTimeProvisioning provisioning,
      Users users,
      Grants grants,
      OpenProviderSession openSession) {
    this.identities = identities;
    this.provisioning = provisioning;
    this.users = users;
    this.grants = grants;
    this.openSession = openSession;
  }

  /**
   * What would come of it.
   *
   * @param provider as it is set up now
   * @param identity whom it named
   */
  public DryRunResult foresee(IdentityProvider provider, ExternalIdentity identity) {
    MappedProfile person = MappedProfile.of(provider, identity);
    Optional<User> user =
        identities
            .find(provider, identity.subject())
            .map(LinkedIdentity::user)
            .or(() -> provisioning.owner(provider, identity));
    Optional<SignOnRefusal> refusal =
        user.isPresent() ? openSession.barrier(provider, user.get()) : refusal(provider, person);
    Collection<String> before =
        user.isPresent()
            ? grants.roles(user.get().id())
            : provider.defaultRoles().stream().map(Role::name).toList();
    List<String> roles =
        refusal.isPresent()
            ? List.of()
            : ProvidedProfile.roles(provider, identity, before).stream().sorted().toList();
    List<String> unused = provider.meaningNothing(provider.groupsOf(identity));
    return new DryRunResult(user, refusal, person, roles, unused);
  }

  private Optional<SignOnRefusal> refusal(IdentityProvider provider, MappedProfile person) {
    if (!provider.provisioning().creating()) {
      return Optional.of(SignOnRefusal.UNKNOWN_PERSON);
    }
    return person
        .lack()
        .or(
            () ->
                person
                    .userName()
                    .map(UserName::value)
                    .flatMap(name -> users.named(provider.workspace().id(), name))
                    .map(taken -> SignOnRefusal.NAME_TAKEN));
  }
}
