/** The first start: who may become the system administrator, and proof that the master key fits. */
@NullMarked
package org.gatehouse.core.installation;

import org.jspecify.annotations.NullMarked;
