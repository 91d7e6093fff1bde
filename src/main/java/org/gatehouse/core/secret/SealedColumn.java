package org.gatehouse.core.secret;

/**
 * Where the database holds what the {@link Vault} has sealed: all of it, or a change of the master
 * key would lose something. A test compares with the tables.
 */
enum SealedColumn {
  FINGERPRINT_KEY("fingerprint_key", "purpose", Types.TEXT, "sealed_key", Vault.FINGERPRINT_KEY),
  TOTP_SECRET("totp_credential", "user_id", Types.UUID, "encrypted_secret", "totp"),
  SIGNING_KEY("signing_key", "kid", Types.TEXT, "encrypted_jwk", "signing-key"),
  SAML_KEY("saml_key", "id", Types.UUID, "sealed_key", "saml-key"),
  CLIENT_SECRET("identity_provider", "id", Types.UUID, "sealed_client_secret", "client-secret"),
  LETTER("outbox", "id", Types.UUID, "sealed_message", "letter"),
  RESET_REQUEST(
      "password_reset_request", "id", Types.UUID, "sealed_email", "password-reset-request"),
  SIGN_ON_SECRET("sign_on", "handle_hash", Types.TEXT, "sealed_secret", "sign-on-secret"),
  SIGN_ON_ANSWER("sign_on", "handle_hash", Types.TEXT, "sealed_answer", "sign-on-answer"),
  PROVIDER_SESSION(
      "provider_session", "session_id", Types.UUID, "sealed_detail", "provider-session"),
  WEBHOOK_SECRET("audit_webhook", "workspace_id", Types.UUID, "sealed_secret", "webhook-secret"),
  WEBHOOK_OLD_SECRET(
      "audit_webhook", "workspace_id", Types.UUID, "sealed_old_secret", "webhook-old-secret");

  private final String table;
  private final String key;
  private final String keyType;
  private final String column;
  private final String purpose;

  /**
   * @param table in which table
   * @param key its primary key, which is also the owner of the secret
   * @param keyType of which SQL type that is
   * @param column where the sealed text is
   * @param purpose for which it was sealed
   */
  SealedColumn(String table, String key, String keyType, String column, String purpose) {
    this.table = table;
    this.key = key;
    this.keyType = keyType;
    this.column = column;
    this.purpose = purpose;
  }

  String table() {
    return table;
  }

  String key() {
    return key;
  }

  String keyType() {
    return keyType;
  }

  String column() {
    return column;
  }

  String purpose() {
    return purpose;
  }

  /** SQL types of keys; constants of the enum itself would come too late. */
  private static final class Types {
    static final String TEXT = "varchar(64)";
    static final String UUID = "uuid";
  }
}
