package org.gatehouse.core.account;

import org.gatehouse.core.user.User;

/**
 * The password of a user, who has a confirmed address, is good for nothing any longer, as a
 * stranger has used the account: a link for a new one is to be sent. Fired as a CDI event within
 * the transaction of the change.
 *
 * @param user whose; locked
 */
public record PasswordEnded(User user) {}
