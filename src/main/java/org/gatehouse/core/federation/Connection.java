package org.gatehouse.core.federation;

/** How an identity provider is reached, and what it must prove. */
public sealed interface Connection permits SamlConnection, OidcConnection {}
