package org.gatehouse.http;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.gatehouse.fixture.SentRequest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which room a path belongs to, also where two dialects share its beginning. */
class RoomTest {
  @ParameterizedTest
  @CsvSource({
    "/, PAGES",
    "/login, PAGES",
    "/reset, PAGES",
    "/v1x, PAGES",
    "/v2/auth/token, PAGES",
    "/V1/auth, PAGES",
    "/api, CLOUDOMATION",
    "/api/1/user, CLOUDOMATION",
    "/api/1/user-key, CLOUDOMATION",
    "/.well-known/jwks.json, CLOUDOMATION",
    "/cli/auth.bash, CLOUDOMATION",
    "/api/1/login, CLOUDFORGE",
    "/api/1/users/me.json, CLOUDFORGE",
    "/api/1/organizations.xml, CLOUDFORGE",
    "/v1, CLOUDIO",
    "/v1/, CLOUDIO",
    "/v1/auth, CLOUDIO",
    "/v1/auth/, CLOUDIO",
    "/v1/auth/status, CLOUDIO",
    "/v1/auth/tokens, CLOUDIO",
    "/v1/auth/token.json, CLOUDIO",
    "/v1/auth/pings, CLOUDIO",
    "/v1/datasources/users, CLOUDIO",
    "/v1/usersx, CLOUDIO",
    "/v1/Users, CLOUDIO",
    "/v1/auth/token, CLOUDCHECKR",
    "/v1/auth/token/, CLOUDCHECKR",
    "/v1/auth/token/x, CLOUDCHECKR",
    "/v1/auth/saml/login, CLOUDCHECKR",
    "/v1/auth/resetpassword, CLOUDCHECKR",
    "/v1/auth/ping, CLOUDCHECKR",
    "/v1/users, CLOUDCHECKR",
    "/v1/users/me/state, CLOUDCHECKR",
    "/v1/users/nothing, CLOUDCHECKR"
  })
  void isWhereThePathLeads(String path, Room expected) {
    assertThat(Room.of(path)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/auth/token;a=b, CLOUDCHECKR",
    "/v1;a/auth;b/ping, CLOUDCHECKR",
    "/v1/users;x=y/me, CLOUDCHECKR",
    "/v1/auth/ping?x=/v1/auth, CLOUDCHECKR",
    "/v1/auth?x=/v1/auth/ping, CLOUDIO"
  })
  void doesNotDependOnParameters(String target, Room expected) {
    assertThat(Room.of(new SentRequest("GET", target).received())).isEqualTo(expected);
  }

  @Property(tries = 1000)
  void isOneOfThoseBelowTheSameBeginning(@ForAll("paths") String path) {
    assertThat(Room.of("/v1/" + path)).isIn(Room.CLOUDIO, Room.CLOUDCHECKR);
    assertThat(Room.of("/v1/users/" + path)).isEqualTo(Room.CLOUDCHECKR);
    assertThat(Room.of("/v1/auth/token/" + path)).isEqualTo(Room.CLOUDCHECKR);
    assertThat(Room.of("/api/1/" + path)).isIn(Room.CLOUDOMATION, Room.CLOUDFORGE);
  }

  @Provide
  Arbitrary<String> paths() {
    return Arbitraries.of(
            "auth", "token", "users", "ping", "/", "/", ".", "%2f", "login", "x", "-", "\u00e4")
        .list()
        .ofMaxSize(12)
        .map(parts -> String.join("", parts));
  }
}
