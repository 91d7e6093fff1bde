package org.gatehouse.federation.saml;

import java.util.Optional;
import org.gatehouse.core.federation.IdentityProvider;
import org.gatehouse.core.federation.SignOn;
import org.jspecify.annotations.Nullable;

/** Says that a message of a provider isn't accepted, and why. */
final class SamlRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private static final int LONGEST_DETAIL = 200;

  private final SamlRefusal why;
  private transient @Nullable IdentityProvider provider;
  private transient @Nullable SignOn signOn;

  SamlRefused(SamlRefusal why) {
    this(why, "");
  }

  /**
   * @param detail what the audit log says beside the reason; no name of a person
   */
  SamlRefused(SamlRefusal why, String detail) {
    super(detail, null, false, false);
    this.why = why;
  }

  SamlRefusal why() {
    return why;
  }

  /** What else is to be told, fit for a log. */
  String detail() {
    String text = String.valueOf(getMessage()).replaceAll("\\p{Cntrl}", " ");
    return text.length() <= LONGEST_DETAIL ? text : text.substring(0, LONGEST_DETAIL);
  }

  /** Whose message it is, as far as that was found out. */
  Optional<IdentityProvider> provider() {
    return Optional.ofNullable(provider);
  }

  /** What it answers, as far as that was found out. */
  Optional<SignOn> signOn() {
    return Optional.ofNullable(signOn);
  }

  /** The same, of a message that says it is this provider's. */
  SamlRefused about(IdentityProvider whose, Optional<SignOn> answered) {
    provider = whose;
    signOn = answered.orElse(null);
    return this;
  }
}
