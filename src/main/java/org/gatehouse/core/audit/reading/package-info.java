/** Entries of the audit log for those who read them, with as many names as each may know. */
@NullMarked
package org.gatehouse.core.audit.reading;

import org.jspecify.annotations.NullMarked;
