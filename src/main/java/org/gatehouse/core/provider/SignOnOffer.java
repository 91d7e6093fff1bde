package org.gatehouse.core.provider;

import java.util.List;

/**
 * What somebody is offered who wants to log in to a workspace.
 *
 * @param providers with which people may log in, by name
 * @param required whether people must log in with one of them
 */
public record SignOnOffer(List<IdentityProvider> providers, boolean required) {
  /** Of a workspace without providers, and of none. */
  public static final SignOnOffer NONE = new SignOnOffer(List.of(), false);
}
