/** Look-up secrets (NIST 800-63B) for those who lost their authenticator, each good once. */
@NullMarked
package org.gatehouse.core.credential.recovery;

import org.jspecify.annotations.NullMarked;
