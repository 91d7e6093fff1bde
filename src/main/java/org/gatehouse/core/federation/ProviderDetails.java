package org.gatehouse.core.federation;

/**
 * What an administrator says about an identity provider.
 *
 * @param name what people call it
 * @param enabled whether anybody may log in with it
 * @param alwaysAnew whether it must ask people who they are each time, however long they are logged
 *     in there
 * @param connection how it is reached
 * @param attributes under which names it tells what we want to know
 * @param provisioning whom it may let in
 */
public record ProviderDetails(
    ProviderName name,
    boolean enabled,
    boolean alwaysAnew,
    Connection connection,
    AttributeNames attributes,
    Provisioning provisioning) {}
