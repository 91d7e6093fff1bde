/**
 * E-mails to people. A use case puts a {@link org.gatehouse.core.mail.Mail} into the {@link
 * org.gatehouse.core.mail.Outbox}, in its own transaction; what it looks like is decided by
 * templates, how and when it travels by {@link org.gatehouse.core.mail.DeliverMail}.
 */
@NullMarked
package org.gatehouse.core.mail;

import org.jspecify.annotations.NullMarked;
