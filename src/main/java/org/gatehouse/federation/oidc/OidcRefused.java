package org.gatehouse.federation.oidc;

import java.util.Locale;
import java.util.Optional;
import org.gatehouse.core.provider.IdentityProvider;
import org.gatehouse.federation.Reason;
import org.jspecify.annotations.Nullable;

/** Refuses what a provider sent, or failed to send. Says nothing of what it was. */
final class OidcRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final OidcRefusal why;
  private final String detail;
  private final String words;
  private final transient @Nullable IdentityProvider provider;

  OidcRefused(OidcRefusal why) {
    this(why, "");
  }

  /**
   * @param detail what helps an administrator, a short word; nothing secret, and nothing unchecked
   */
  OidcRefused(OidcRefusal why, String detail) {
    this(why, detail, "");
  }

  /**
   * @param words what else helps: the provider's own, for example; anything
   */
  OidcRefused(OidcRefusal why, String detail, String words) {
    this(why, detail, words, null);
  }

  private OidcRefused(
      OidcRefusal why, String detail, String words, @Nullable IdentityProvider provider) {
    super(why.code(), null, false, false);
    this.why = why;
    this.detail = detail;
    this.words = words;
    this.provider = provider;
  }

  /** The same, of what says that it is this provider's. */
  OidcRefused about(IdentityProvider whose) {
    return new OidcRefused(why, detail, words, whose);
  }

  /** Whose it says it is, as far as that was found out. */
  Optional<IdentityProvider> provider() {
    return Optional.ofNullable(provider);
  }

  /** The reason in the terms that both protocols share. */
  Reason reason() {
    return new Reason(why.outside(), code(), words);
  }

  OidcRefusal why() {
    return why;
  }

  String detail() {
    return detail;
  }

  /**
   * How the audit log has it, and the page for who tries a provider: {@code client}, {@code
   * provider-error-invalid-scope}. All codes have small letters and hyphens only.
   */
  String code() {
    return detail.isEmpty()
        ? why.code()
        : why.code()
            + "-"
            + detail
                .replaceAll("([A-Z])", "-$1")
                .replaceAll("[^A-Za-z]+", "-")
                .toLowerCase(Locale.ROOT);
  }
}
