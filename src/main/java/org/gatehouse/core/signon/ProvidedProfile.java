package org.gatehouse.core.signon;

import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gatehouse.core.access.AssignRoles;
import org.gatehouse.core.access.Grants;
import org.gatehouse.core.access.Role;
import org.gatehouse.core.address.Addresses;
import org.gatehouse.core.audit.Audit;
import org.gatehouse.core.audit.AuditEntry;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.provider.ExternalIdentity;
import org.gatehouse.core.provider.IdentityProvider;
import org.gatehouse.core.session.Client;
import org.gatehouse.core.settings.Settings;
import org.gatehouse.core.user.EmailAddress;
import org.gatehouse.core.user.User;
import org.gatehouse.core.user.UserChanged;

/**
 * Takes over at each login what the provider says of a person: roles by groups, and of users whom
 * it has brought also how they are called and where they get mail.
 */
@Singleton
class ProvidedProfile {
  private final Grants grants;
  private final AssignRoles assignRoles;
  private final Addresses addresses;
  private final Audit audit;
  private final Event<UserChanged> userChanges;
  private final boolean signUpOpen;

  @Inject
  ProvidedProfile(
      Grants grants,
      AssignRoles assignRoles,
      Addresses addresses,
      Audit audit,
      Event<UserChanged> userChanges,
      Settings settings) {
    this.grants = grants;
    this.assignRoles = assignRoles;
    this.addresses = addresses;
    this.audit = audit;
    this.userChanges = userChanges;
    this.signUpOpen = settings.signUp().isOpen();
  }

  /** Takes it over, in the transaction of the caller, who has locked the user. */
  void apply(
      IdentityProvider provider,
      User user,
      ExternalIdentity identity,
      boolean provisioned,
      Client client) {
    if (provisioned) {
      applyPerson(provider, user, identity, client);
    }
    applyGroups(provider, user, identity, client);
  }

  private void applyPerson(
      IdentityProvider provider, User user, ExternalIdentity identity, Client client) {
    String displayName = user.displayName();
    String email = user.email();
    String confirmed = user.confirmedEmail().orElse("");
    MappedProfile person = MappedProfile.of(provider, identity);
    person.displayName().ifPresent(user::rename);
    person.email().ifPresent(told -> declare(provider, identity, user, told));
    Function<AuditType, AuditEntry> entry = type -> entry(type, provider, user, "provider", client);
    Stream.of(
            entry
                .apply(AuditType.USER_CHANGE)
                .changeHidden("display_name", displayName, user.displayName()),
            entry.apply(AuditType.EMAIL_CHANGE).changeHidden("email", email, user.email()),
            entry
                .apply(AuditType.EMAIL_CONFIRM)
                .changeHidden("confirmed_email", confirmed, user.confirmedEmail().orElse("")))
        .filter(told -> !told.changes().isEmpty())
        .forEach(audit::record);
  }

  /** An entry of the audit log about something that is so because a provider says so. */
  static AuditEntry entry(
      AuditType type, IdentityProvider provider, User user, String detail, Client client) {
    return client.audited(type, "ok", user).detail(detail + " " + provider.id());
  }

  /**
   * Declares the address that a provider tells. It is confirmed at once only where nobody who just
   * signed up can have set the provider up: a stranger's would send our e-mails to anybody.
   */
  private void declare(
      IdentityProvider provider, ExternalIdentity identity, User user, EmailAddress email) {
    boolean vouched = isVouched(provider, identity);
    if (vouched && (!signUpOpen || provider.isSystemTrusted())) {
      addresses.moveConfirmed(user, email);
    } else {
      addresses.move(user, email, vouched);
    }
  }

  /** The same for somebody new, who is asked to confirm it where it isn't confirmed at once. */
  void declareFirst(
      IdentityProvider provider,
      ExternalIdentity identity,
      User user,
      EmailAddress email,
      Client client) {
    declare(provider, identity, user, email);
    addresses.ask(user, client);
  }

  /** Whether the provider has made sure of the address, and may. */
  static boolean isVouched(IdentityProvider provider, ExternalIdentity identity) {
    return provider.provisioning().emailsOwned() && identity.emailVerified();
  }

  private void applyGroups(
      IdentityProvider provider, User user, ExternalIdentity identity, Client client) {
    List<String> present = grants.roles(user.id());
    Set<String> wanted = roles(provider, identity, present);
    if (!wanted.equals(Set.copyOf(present))) {
      userChanges.fire(new UserChanged(user.id()));
      audit.record(
          assignRoles.assign(
              user, wanted, entry(AuditType.ROLES_CHANGE, provider, user, "groups of", client)));
    }
  }

  /**
   * The roles that somebody has after a login: none that only the provider's other groups mean.
   *
   * @param present the names of those that the person had before
   */
  static Set<String> roles(
      IdentityProvider provider, ExternalIdentity identity, Collection<String> present) {
    Set<String> wanted = new LinkedHashSet<>(present);
    wanted.removeAll(names(provider.rolesOfGroups()));
    wanted.addAll(names(provider.rolesOf(provider.groupsOf(identity))));
    return wanted;
  }

  private static Set<String> names(Set<Role> roles) {
    return roles.stream().map(Role::name).collect(Collectors.toCollection(LinkedHashSet::new));
  }
}
