/** Keys of the SAML service provider, sealed in the database, with self-signed certificates. */
@NullMarked
package org.gatehouse.federation.saml.key;

import org.jspecify.annotations.NullMarked;
