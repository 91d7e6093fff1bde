package org.gatehouse.core.access;

import java.util.List;

/**
 * What a workspace lets a user do in applications.
 *
 * @param roles the names of the user's roles, in alphabetical order
 * @param datasources what those allow to use, by name, each once
 */
public record UserAccess(List<String> roles, List<Datasource> datasources) {}
