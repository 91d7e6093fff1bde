/**
 * The OpenID Connect relying party: logins at providers of workspaces by the authorization code
 * flow with PKCE, and logout in both directions.
 */
@NullMarked
package org.gatehouse.federation.oidc;

import org.jspecify.annotations.NullMarked;
