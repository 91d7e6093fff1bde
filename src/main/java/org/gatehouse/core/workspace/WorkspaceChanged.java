package org.gatehouse.core.workspace;

import java.util.UUID;

/**
 * Says that what is known of a workspace is out of date: it is new, or its identity providers or
 * what it wants of single sign-on have changed. Fired as a CDI event; it counts when the
 * transaction has succeeded.
 *
 * @param workspaceId which one
 */
public record WorkspaceChanged(UUID workspaceId) {}
