/** What people let clients know, remembered until they withdraw it. */
@NullMarked
package org.gatehouse.core.oauth.consent;

import org.jspecify.annotations.NullMarked;
