package org.gatehouse.core.user;

import java.util.List;

/**
 * A page of users.
 *
 * @param users those of the page
 * @param total how many there are on all pages
 */
public record UserList(List<User> users, long total) {}
