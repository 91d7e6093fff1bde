/**
 * Webhooks of workspaces: their part of the audit log is sent to an address of theirs, signed as
 * Standard Webhooks (version 1.0.0) are.
 */
@NullMarked
package org.gatehouse.core.webhook;

import org.jspecify.annotations.NullMarked;
