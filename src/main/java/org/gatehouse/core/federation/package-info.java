/**
 * Who else may say who somebody is: the identity providers of workspaces, whom they know, logins
 * under way at them, and which sessions they stand behind. Nothing of SAML or OpenID Connect is
 * known here; both end in an {@link org.gatehouse.core.federation.ExternalIdentity}. What is done
 * with one is in {@code core.signon}.
 */
@NullMarked
package org.gatehouse.core.federation;

import org.jspecify.annotations.NullMarked;
