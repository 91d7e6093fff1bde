package org.gatehouse.core.access;

import java.util.UUID;

/**
 * Says that roles or datasources of a workspace have changed, or what roles allow. Fired as a CDI
 * event; it counts when the transaction has succeeded.
 *
 * @param workspaceId which workspace
 */
public record AccessChanged(UUID workspaceId) {}
