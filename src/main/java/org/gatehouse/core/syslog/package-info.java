/** The audit log of the installation by syslog (RFC 5424) over TLS (RFC 5425). */
@NullMarked
package org.gatehouse.core.syslog;

import org.jspecify.annotations.NullMarked;
