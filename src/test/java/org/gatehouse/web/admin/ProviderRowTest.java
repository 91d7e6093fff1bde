package org.gatehouse.web.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.gatehouse.core.provider.GivenProvider;
import org.gatehouse.core.provider.MetadataDates;
import org.gatehouse.core.workspace.Workspace;
import org.gatehouse.core.workspace.WorkspaceName;
import org.gatehouse.core.workspace.WorkspaceUid;
import org.gatehouse.web.Texts;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Administrators hear a month before that a provider can't be used for ever. */
class ProviderRowTest {
  private static final Instant NOW = Instant.parse("2030-06-01T12:00:00Z");
  private static final Instant NEVER = NOW.plus(Duration.ofDays(1000));

  private final Workspace workspace =
      new Workspace(new WorkspaceName("CorpInc"), new WorkspaceUid("corpinc"), Instant.EPOCH);

  private ProviderRow row(MetadataDates dates) {
    return new ProviderRow(GivenProvider.saml(workspace, dates), NOW, new Texts());
  }

  @ParameterizedTest
  @CsvSource({"31, false, false", "29, true, false", "0, false, true", "-1, false, true"})
  void warnsOfMetadataThatExpires(int days, boolean soon, boolean already) {
    Instant end = NOW.plus(Duration.ofDays(days));
    ProviderRow row = row(new MetadataDates(NEVER, Optional.of(end)));
    assertThat(row.isOutdating()).isEqualTo(soon);
    assertThat(row.isOutdated()).isEqualTo(already);
    assertThat(row.getOutdatedAt().getIso()).isEqualTo(end.toString());
    assertThat(row.isExpiring() || row.isExpired()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"31, false, false", "29, true, false", "0, false, true", "-1, false, true"})
  void warnsOfCertificatesThatExpire(int days, boolean soon, boolean already) {
    Instant end = NOW.plus(Duration.ofDays(days));
    ProviderRow row = row(new MetadataDates(end, Optional.empty()));
    assertThat(row.isExpiring()).isEqualTo(soon);
    assertThat(row.isExpired()).isEqualTo(already);
    assertThat(row.isOutdating() || row.isOutdated()).isFalse();
  }
}
