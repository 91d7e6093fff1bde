package org.gatehouse.core.address;

import org.gatehouse.core.user.User;

/**
 * Another address is a user's from now on, confirmed or not: what was sent to the one before is
 * good for nothing. Fired as a CDI event within the transaction of the change.
 *
 * @param user whose
 */
public record AddressMoved(User user) {}
