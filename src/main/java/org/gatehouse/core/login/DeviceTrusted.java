package org.gatehouse.core.login;

import org.gatehouse.core.user.User;

/**
 * Says that a browser stands for somebody's second factor from now on. Fired as a CDI event in the
 * transaction of that.
 *
 * @param user whose
 * @param days for how many days
 */
public record DeviceTrusted(User user, int days) {}
