package org.gatehouse.core.webhook;

import java.net.URI;
import java.util.List;
import java.util.UUID;

/**
 * Where a message goes.
 *
 * @param workspaceId of whom
 * @param address where
 * @param settings what is wanted there
 * @param secrets by which it is signed: the present one, and the one before as long as it goes on
 */
record WebhookTarget(
    UUID workspaceId, URI address, WebhookSettings settings, List<WebhookSecret> secrets) {}
