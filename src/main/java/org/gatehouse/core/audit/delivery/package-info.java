/**
 * Brings the audit log to those outside who read all of it, in its order and each entry at least
 * once. Where each of them is, is a number: nothing is copied.
 */
@NullMarked
package org.gatehouse.core.audit.delivery;

import org.jspecify.annotations.NullMarked;
