package org.gatehouse.core.credential;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** What users with two-factor authentication give beside the password, of whatever kind. */
@Singleton
public class SecondFactor {
  private final List<SecondFactorMethod> methods;

  /**
   * @param methods the kinds that there are
   */
  @Inject
  SecondFactor(Instance<SecondFactorMethod> methods) {
    this(methods.stream().toList());
  }

  /** Of these kinds alone. */
  public SecondFactor(List<SecondFactorMethod> methods) {
    this.methods = methods;
  }

  /** Whether a login of this user needs one. */
  public boolean isOn(UUID userId) {
    return methods.stream().anyMatch(method -> method.isOn(userId));
  }

  /** Which of these users' logins need one. */
  public Set<UUID> on(Collection<UUID> userIds) {
    return methods.stream()
        .flatMap(method -> method.on(userIds).stream())
        .collect(Collectors.toSet());
  }

  /**
   * Accepts what is shown, once.
   *
   * @return of which kind it was; nothing if it is wrong, was used before, or none is needed
   */
  public Optional<SecondFactorMethod> accept(UUID userId, ShownFactor shown) {
    return isOn(userId)
        ? methods.stream().filter(method -> method.accept(userId, shown)).findFirst()
        : Optional.empty();
  }

  /** Forgets all that the user has of any kind. */
  @Transactional
  public void turnOff(UUID userId) {
    methods.forEach(method -> method.remove(userId));
  }
}
