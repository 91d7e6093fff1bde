/**
 * Letters to people. What is in them is decided by the use cases; how they travel, by the mailer.
 */
@NullMarked
package org.gatehouse.core.mail;

import org.jspecify.annotations.NullMarked;
