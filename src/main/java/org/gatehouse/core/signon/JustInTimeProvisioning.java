package org.gatehouse.core.signon;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.gatehouse.core.access.Grants;
import org.gatehouse.core.account.SecurityNotices;
import org.gatehouse.core.audit.Audit;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.provider.ExternalIdentity;
import org.gatehouse.core.provider.IdentityProvider;
import org.gatehouse.core.refusal.Conflict;
import org.gatehouse.core.session.Client;
import org.gatehouse.core.user.DisplayName;
import org.gatehouse.core.user.EmailAddress;
import org.gatehouse.core.user.User;
import org.gatehouse.core.user.UserName;
import org.gatehouse.core.user.Users;

/**
 * Finds out who somebody is whom a provider names for the first time: by the e-mail address, where
 * the administrator has said that the provider's are owned; else a new user, where users are added
 * so; else nobody. A user name alone says nothing: whoever chooses it there would be somebody here.
 */
@Singleton
class JustInTimeProvisioning {
  private static final int SOME = 100;

  private final Users users;
  private final LinkedIdentities identities;
  private final Grants grants;
  private final ProvidedProfile profile;
  private final SecurityNotices notices;
  private final Audit audit;
  private final Clock clock;

  @Inject
  JustInTimeProvisioning(
      Users users,
      LinkedIdentities identities,
      Grants grants,
      ProvidedProfile profile,
      SecurityNotices notices,
      Audit audit,
      Clock clock) {
    this.users = users;
    this.identities = identities;
    this.grants = grants;
    this.profile = profile;
    this.notices = notices;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Finds the user, or adds one, and links the identity, in the transaction of the caller.
   *
   * @throws Conflict if the name is taken, or somebody has linked the identity just now
   */
  Found find(IdentityProvider provider, ExternalIdentity identity, Client client) {
    Optional<User> owner = owner(provider, identity);
    if (owner.filter(user -> !user.isActive()).isPresent()) {
      // Under another name, whoever was shut out, or deleted, would come back as somebody new.
      return Found.refused(owner.get(), SignOnRefusal.INACTIVE);
    }
    if (owner.isPresent()) {
      identities.link(provider.id(), identity.subject(), owner.get(), false);
      audit.record(
          ProvidedProfile.entry(AuditType.IDENTITY_LINK, provider, owner.get(), "email", client));
      // It may not be the person's doing.
      notices.identityConnected(owner.get(), provider.name());
      return Found.known(owner.get());
    }
    if (!provider.provisioning().creating()) {
      return Found.refused(SignOnRefusal.UNKNOWN_PERSON);
    }
    return add(provider, identity, client);
  }

  /**
   * Whose address it is, where an address may say who somebody is, and exactly one person has it
   * who may log in; else somebody who may not any longer.
   */
  Optional<User> owner(IdentityProvider provider, ExternalIdentity identity) {
    Optional<EmailAddress> email = MappedProfile.of(provider, identity).email();
    if (!ProvidedProfile.isVouched(provider, identity) || email.isEmpty()) {
      return Optional.empty();
    }
    List<User> owners =
        users.withEmail(provider.workspace().id(), email.get(), SOME).stream()
            .filter(User::isEmailVouched)
            .filter(user -> provider.isSystemTrusted() || !user.isSystemAdministrator())
            .toList();
    List<User> active = owners.stream().filter(User::isActive).toList();
    if (active.isEmpty()) {
      return owners.stream().findFirst();
    }
    return active.size() == 1 ? Optional.of(active.get(0)) : Optional.empty();
  }

  private Found add(IdentityProvider provider, ExternalIdentity identity, Client client) {
    MappedProfile person = MappedProfile.of(provider, identity);
    if (person.lack().isPresent()) {
      return Found.refused(person.lack().get());
    }
    UserName name = person.userName().orElseThrow();
    EmailAddress email = person.email().orElseThrow();
    DisplayName displayName = person.displayName().orElseGet(() -> DisplayName.of(name));
    User user = new User(provider.workspace(), name, email, displayName, clock.instant());
    users.add(user);
    profile.declareFirst(provider, identity, user, email, client);
    grants.give(user.id(), provider.defaultRoles());
    identities.link(provider.id(), identity.subject(), user, true);
    audit.record(
        ProvidedProfile.entry(
                AuditType.USER_ADD, provider, user, "provider" + person.remarks(), client)
            .changeHidden("email", "", user.email())
            .changeHidden("confirmed_email", "", user.confirmedEmail().orElse(""))
            .change("roles", List.of(), grants.roles(user.id())));
    return Found.known(user);
  }

  /**
   * Who it is, or why nobody.
   *
   * @param user who
   * @param refusal why nobody, or why not that one
   */
  record Found(Optional<User> user, Optional<SignOnRefusal> refusal) {
    static Found known(User user) {
      return new Found(Optional.of(user), Optional.empty());
    }

    static Found refused(SignOnRefusal why) {
      return new Found(Optional.empty(), Optional.of(why));
    }

    static Found refused(User user, SignOnRefusal why) {
      return new Found(Optional.of(user), Optional.of(why));
    }
  }
}
