package org.gatehouse.core.federation;

/**
 * What a change of a provider has changed, as far as others must know.
 *
 * @param disabled whether nobody can log in with it any longer who could before
 * @param otherSubjects whether it means people by something else from now on, and whom it meant is
 *     forgotten
 */
public record ProviderChange(boolean disabled, boolean otherSubjects) {}
