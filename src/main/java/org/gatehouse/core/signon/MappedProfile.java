package org.gatehouse.core.signon;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.gatehouse.core.provider.AttributeNames;
import org.gatehouse.core.provider.ExternalIdentity;
import org.gatehouse.core.provider.IdentityProvider;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.user.DisplayName;
import org.gatehouse.core.user.EmailAddress;
import org.gatehouse.core.user.UserName;

/**
 * What a provider tells of a person, as far as it can be what it should.
 *
 * @param userName with which name the person logs in
 * @param displayName how the person is called
 * @param email where the person gets mail
 * @param unfit the rules that the rest is against, in this order, for example {@code
 *     email.invalid}; {@code displayName.cut} for a display name that isn't whole
 */
public record MappedProfile(
    Optional<UserName> userName,
    Optional<DisplayName> displayName,
    Optional<EmailAddress> email,
    List<String> unfit) {
  static MappedProfile of(IdentityProvider provider, ExternalIdentity identity) {
    AttributeNames names = provider.attributes();
    List<String> unfit = new ArrayList<>();
    return new MappedProfile(
        read(identity.value(names.userName()), UserName::new, unfit),
        read(identity.value(names.displayName()), told -> nearest(told, unfit), unfit),
        read(identity.value(names.email()), EmailAddress::new, unfit),
        unfit);
  }

  /** Why nobody can be added of whom that is told. */
  Optional<SignOnRefusal> lack() {
    if (userName.isEmpty()) {
      return Optional.of(SignOnRefusal.NO_USER_NAME);
    }
    return email.isEmpty() ? Optional.of(SignOnRefusal.NO_EMAIL) : Optional.empty();
  }

  /** The rules as the audit log has them, behind something else; empty for none. */
  String remarks() {
    return unfit.isEmpty() ? "" : " " + String.join(" ", unfit);
  }

  private static DisplayName nearest(String told, List<String> unfit) {
    DisplayName nearest = DisplayName.nearest(told);
    if (nearest.isCutFrom(told)) {
      unfit.add("displayName.cut");
    }
    return nearest;
  }

  private static <T> Optional<T> read(
      Optional<String> told, Function<String, T> reader, List<String> unfit) {
    try {
      return told.map(reader);
    } catch (InvalidInput e) {
      unfit.add(e.rule().key());
      return Optional.empty();
    }
  }
}
