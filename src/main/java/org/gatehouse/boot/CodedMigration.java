package org.gatehouse.boot;

import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.JavaMigration;

/**
 * A change of tables that SQL has no words for. Once it is out it never changes, and so needs no
 * real checksum; what fails of it is undone.
 */
public abstract class CodedMigration implements JavaMigration {
  private final String version;
  private final String description;

  CodedMigration(String version, String description) {
    this.version = version;
    this.description = description;
  }

  /** All of them, beside the files. */
  public static JavaMigration[] all() {
    return new JavaMigration[] {new NormalizedText(), new NumberedAudit()};
  }

  @Override
  public final MigrationVersion getVersion() {
    return MigrationVersion.fromVersion(version);
  }

  @Override
  public final String getDescription() {
    return description;
  }

  @Override
  public final Integer getChecksum() {
    return 1;
  }

  @Override
  public final boolean canExecuteInTransaction() {
    return true;
  }
}
