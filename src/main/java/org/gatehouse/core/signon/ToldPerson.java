package org.gatehouse.core.signon;

import java.util.Optional;
import java.util.function.Function;
import org.gatehouse.core.federation.AttributeNames;
import org.gatehouse.core.federation.ExternalIdentity;
import org.gatehouse.core.federation.IdentityProvider;
import org.gatehouse.core.input.InvalidInput;
import org.gatehouse.core.user.DisplayName;
import org.gatehouse.core.user.EmailAddress;
import org.gatehouse.core.user.UserName;

/**
 * What a provider tells of a person, as far as it can be what it should.
 *
 * @param userName with which name the person logs in
 * @param displayName how the person is called
 * @param email where the person gets mail
 */
public record ToldPerson(
    Optional<UserName> userName, Optional<DisplayName> displayName, Optional<EmailAddress> email) {
  static ToldPerson of(IdentityProvider provider, ExternalIdentity identity) {
    AttributeNames names = provider.attributes();
    return new ToldPerson(
        read(identity, names.userName(), UserName::new),
        read(identity, names.displayName(), DisplayName::new),
        read(identity, names.email(), EmailAddress::new));
  }

  /** Why nobody can be added of whom that is told. */
  Optional<Refusal> lack() {
    if (userName.isEmpty()) {
      return Optional.of(Refusal.NO_USER_NAME);
    }
    return email.isEmpty() ? Optional.of(Refusal.NO_EMAIL) : Optional.empty();
  }

  private static <T> Optional<T> read(
      ExternalIdentity identity, String attribute, Function<String, T> reader) {
    try {
      return identity.value(attribute).map(reader);
    } catch (InvalidInput e) {
      return Optional.empty();
    }
  }
}
