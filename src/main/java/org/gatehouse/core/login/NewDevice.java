package org.gatehouse.core.login;

import java.time.Instant;
import org.gatehouse.core.session.Client;
import org.gatehouse.core.user.User;

/**
 * Says that somebody has logged in in a browser that wasn't known to be of that user. Fired as a
 * CDI event in the transaction of that.
 *
 * @param user who
 * @param client the browser, and where it is
 * @param at when
 */
public record NewDevice(User user, Client client, Instant at) {}
