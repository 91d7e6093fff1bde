package org.gatehouse.core.federation;

/** How an identity provider is reached. */
public sealed interface Connection permits SamlConnection, OidcConnection {
  /**
   * What the provider calls itself, by which its messages are told from those of others: its entity
   * id, or issuer.
   */
  String peer();
}
