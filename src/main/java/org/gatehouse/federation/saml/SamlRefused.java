package org.gatehouse.federation.saml;

import java.util.Optional;
import java.util.Set;
import org.gatehouse.core.provider.IdentityProvider;
import org.gatehouse.core.signon.SignOn;
import org.gatehouse.federation.Reason;
import org.jspecify.annotations.Nullable;

/** Says that a message of a provider isn't accepted, and why. */
final class SamlRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Never what was encrypted: see {@link StrictResponseValidator}. */
  private static final Set<SamlRefusal> EXPLAINED =
      Set.of(
          SamlRefusal.CLOCKS_DIFFER,
          SamlRefusal.EXPIRED,
          SamlRefusal.IDP_SAID_NO,
          SamlRefusal.METADATA_EXPIRED);

  private final SamlRefusal why;
  private transient @Nullable IdentityProvider provider;
  private transient @Nullable SignOn signOn;

  SamlRefused(SamlRefusal why) {
    this(why, "");
  }

  /**
   * @param detail what is to be told beside the reason; no name of a person
   */
  SamlRefused(SamlRefusal why, String detail) {
    super(detail, null, false, false);
    this.why = why;
  }

  SamlRefusal why() {
    return why;
  }

  /** What else a log of this server may say. */
  String detail() {
    return String.valueOf(getMessage());
  }

  /** The reason in the terms that both protocols share. */
  Reason reason() {
    return new Reason(why.outside(), why.word(), EXPLAINED.contains(why) ? detail() : "");
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
