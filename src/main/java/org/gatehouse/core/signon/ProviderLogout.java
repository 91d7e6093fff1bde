package org.gatehouse.core.signon;

import java.util.Optional;
import org.gatehouse.core.provider.IdentityProvider;
import org.gatehouse.core.provider.Protocol;

/** How somebody is logged out at identity providers of a protocol. */
public interface ProviderLogout {
  /** Which protocol. */
  Protocol protocol();

  /**
   * Where the browser goes at the provider, which sends it back to us.
   *
   * @param session which of its sessions shall end
   * @param then where the person shall be in the end, which somebody has allowed: a path here or an
   *     address
   * @return nothing if the provider takes no part
   */
  Optional<String> address(IdentityProvider provider, ProviderSession session, String then);
}
