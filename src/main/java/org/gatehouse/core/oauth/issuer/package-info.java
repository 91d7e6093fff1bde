/** The issuers of the installation: one of its own, and one for each workspace. */
@NullMarked
package org.gatehouse.core.oauth.issuer;

import org.jspecify.annotations.NullMarked;
