package org.gatehouse.core.login;

import java.util.UUID;

/**
 * A program that a developer has registered with a workspace: it speaks for itself, not for a
 * person.
 *
 * @param workspaceId which workspace
 * @param keyId by which of its developer keys it is known
 */
public record Application(UUID workspaceId, UUID keyId) {}
