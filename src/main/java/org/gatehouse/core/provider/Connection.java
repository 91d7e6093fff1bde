package org.gatehouse.core.provider;

import java.util.Map;

/** The connection to an identity provider, by the protocol it speaks. */
public sealed interface Connection permits SamlConnection, OidcConnection {
  /**
   * What the provider calls itself, by which its messages are told from those of others: its entity
   * id, or issuer.
   */
  String peer();

  /** Its settings by name, as the audit log keeps them: each a line, never a secret. */
  Map<String, String> settings();
}
