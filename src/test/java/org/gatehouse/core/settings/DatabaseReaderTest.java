package org.gatehouse.core.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.gatehouse.core.settings.Settings.Database;
import org.gatehouse.core.settings.Settings.DatabaseAccount;
import org.gatehouse.fixture.Given;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The connection to the database is encrypted and verified, unless it stays on this machine. */
class DatabaseReaderTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://db.example.com/gatehouse",
        "jdbc:postgresql://192.0.2.7:5433/gatehouse?sslmode=verify-full",
        "jdbc:postgresql://[2001:db8::7]/gatehouse",
        "jdbc:postgresql://db/gatehouse?ssl=true",
        "jdbc:postgresql://db/gatehouse?ssl",
        "jdbc:postgresql://db/gatehouse?sslrootcert=/etc/ssl/db.pem",
        "jdbc:postgresql://one.example.com:5432,two.example.com:5432/gatehouse?targetServerType=primary",
        "jdbc:postgresql://localhost,two.example.com/gatehouse",
        "jdbc:postgresql://localhost/gatehouse?PGHOST=db.example.com",
        "jdbc:postgresql://localhost/gatehouse?host=db.example.com",
        // Looked up, and what an address book says may change.
        "jdbc:postgresql://localhost.example.com/gatehouse",
        "jdbc:postgresql://127.1/gatehouse"
      })
  void wantsTlsOnANetwork(String url) {
    assertThat(database(Map.of("GATEHOUSE_DB_URL", url)).isVerified()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql:gatehouse",
        "jdbc:postgresql:///gatehouse",
        "jdbc:postgresql://localhost/gatehouse",
        "jdbc:postgresql://LOCALHOST:5433/gatehouse",
        "jdbc:postgresql://127.0.0.1/gatehouse?sslmode=disable",
        "jdbc:postgresql://[::1]/gatehouse",
        "jdbc:postgresql://127.0.0.1:5432,[::1]:5433/gatehouse",
        "jdbc:h2:mem:gatehouse",
        "jdbc:h2:tcp://localhost/~/gatehouse",
        "jdbc:h2:tcp://127.0.0.1:9092,[::1]:9092/gatehouse"
      })
  void leavesItToTheOperatorOnThisMachine(String url) {
    assertThat(database(Map.of("GATEHOUSE_DB_URL", url)).isVerified()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sslmode=disable",
        "sslmode=allow",
        "sslmode=prefer",
        "sslmode=require",
        "sslmode=verify-ca",
        "sslmode=",
        "sslmode=VERIFY-FULL",
        "sslmode=verify-full&sslmode=prefer",
        "ssl=false",
        "sslfactory=org.postgresql.ssl.NonValidatingFactory",
        "sslhostnameverifier=org.example.Yes",
        "gssEncMode=prefer"
      })
  void refusesLessOnANetwork(String less) {
    for (String hosts : new String[] {"db.example.com", "localhost,db.example.com"}) {
      assertThatThrownBy(
              () ->
                  database(
                      Map.of("GATEHOUSE_DB_URL", "jdbc:postgresql://" + hosts + "/db?" + less)))
          .hasMessageContaining("GATEHOUSE_DB_URL must not ")
          .hasMessageContaining("unless every host in it is this machine");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql:/",
        "jdbc:postgresql://db:port/gatehouse",
        "jdbc:postgresql://gatehouse:password@db/gatehouse",
        "jdbc:postgresql://db/gatehouse?service=unheard-of"
      })
  void saysHowAnAddressLooks(String url) {
    assertThatThrownBy(() -> database(Map.of("GATEHOUSE_DB_URL", url)))
        .hasMessageContaining("GATEHOUSE_DB_URL must be an address such as")
        .hasMessageNotContaining("password@");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:h2:tcp://db.example.com/gatehouse",
        "jdbc:h2:tcp:db.example.com:9092/gatehouse",
        "jdbc:h2:ssl://db.example.com/gatehouse",
        "jdbc:h2:tcp://localhost,db.example.com/gatehouse"
      })
  void refusesAnH2ServerElsewhere(String url) {
    assertThatThrownBy(() -> database(Map.of("GATEHOUSE_DB_URL", url)))
        .hasMessageContaining("for a server elsewhere use PostgreSQL");
  }

  @Test
  void wantsTlsAlsoOnThisMachineWhereSomebodySaysWhomToTrust() throws Exception {
    Path trust = Files.writeString(folder.resolve("ca.pem"), "");
    Map<String, String> settings = new HashMap<>();
    settings.put("GATEHOUSE_DB_URL", "jdbc:postgresql://localhost/gatehouse");
    settings.put("GATEHOUSE_DB_TRUST", trust.toString());

    assertThat(database(settings).isVerified()).isTrue();
    assertThat(database(settings).trust()).contains(trust);
    settings.put("GATEHOUSE_DB_TRUST", folder.resolve("missing.pem").toString());
    assertThatThrownBy(() -> database(settings))
        .hasMessageContaining("GATEHOUSE_DB_TRUST must be a file that is there");
    settings.put("GATEHOUSE_DB_TRUST", trust.toString());
    settings.put("GATEHOUSE_DB_URL", "jdbc:postgresql://db/gatehouse?sslrootcert=/other.pem");
    assertThatThrownBy(() -> database(settings))
        .hasMessageContaining("GATEHOUSE_DB_TRUST and sslrootcert");
    settings.put("GATEHOUSE_DB_URL", "jdbc:h2:mem:gatehouse");
    assertThatThrownBy(() -> database(settings)).hasMessageContaining("jdbc:postgresql: only");
  }

  @Test
  void knowsWhoOwnsTheTablesIfThatIsSomebodyElse() {
    Map<String, String> settings = new HashMap<>();
    settings.put("GATEHOUSE_DB_URL", "jdbc:postgresql://localhost/gatehouse");
    assertThat(database(settings).owner()).isEmpty();
    settings.put("GATEHOUSE_DB_OWNER_PASSWORD", "secret");
    assertThatThrownBy(() -> database(settings))
        .hasMessageContaining(
            "GATEHOUSE_DB_OWNER_PASSWORD means something with GATEHOUSE_DB_OWNER");
    settings.put("GATEHOUSE_DB_OWNER", "gatehouse_owner");
    assertThat(database(settings).owner())
        .contains(new DatabaseAccount("gatehouse_owner", "secret"));
    assertThat(database(settings).account().user()).isEqualTo("gatehouse");
    settings.put("GATEHOUSE_DB_URL", "jdbc:h2:mem:gatehouse");
    assertThatThrownBy(() -> database(settings))
        .hasMessageContaining("GATEHOUSE_DB_OWNER means something with jdbc:postgresql: only");
  }

  private static Database database(Map<String, String> environment) {
    Map<String, String> whole = new HashMap<>(environment);
    whole.put("GATEHOUSE_MASTER_KEY", Given.masterKey(1));
    return Given.settings(whole).database();
  }
}
