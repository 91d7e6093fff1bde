package org.gatehouse.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.gatehouse.fixture.SentRequest;
import org.gatehouse.http.Dialects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which dialect has a path, also where two share its beginning. */
class DialectsTest {
  private static final Dialects DIALECTS = AllDialects.get();

  @ParameterizedTest
  @CsvSource({
    "/, none",
    "/login, none",
    "/reset, none",
    "/v1x, none",
    "/v2/auth/token, none",
    "/V1/auth, none",
    "/api, Cloudomation",
    "/api/1/user, Cloudomation",
    "/api/1/user-key, Cloudomation",
    "/.well-known/jwks.json, WellKnown",
    "/cli/auth.bash, Cloudomation",
    "/api/1/login, CloudForge",
    "/api/1/login.xml, CloudForge",
    "/api/1/login/x, CloudForge",
    "/api/1/loginx, Cloudomation",
    "/api/1/users/me.json, CloudForge",
    "/api/1/organizations.xml, CloudForge",
    "/v1, CloudIo",
    "/v1/, CloudIo",
    "/v1/auth, CloudIo",
    "/v1/auth/, CloudIo",
    "/v1/auth/status, CloudIo",
    "/v1/auth/tokens, CloudIo",
    "/v1/auth/token.json, CloudIo",
    "/v1/auth/pings, CloudIo",
    "/v1/datasources/users, CloudIo",
    "/v1/usersx, CloudIo",
    "/v1/Users, CloudIo",
    "/v1/auth/token, CloudCheckr",
    "/v1/auth/token/, CloudCheckr",
    "/v1/auth/token/x, CloudCheckr",
    "/v1/auth/saml/login, CloudCheckr",
    "/v1/auth/resetpassword, CloudCheckr",
    "/v1/auth/ping, CloudCheckr",
    "/v1/users, CloudCheckr",
    "/v1/users/me/state, CloudCheckr",
    "/v1/users/nothing, CloudCheckr"
  })
  void isWhereThePathLeads(String path, String expected) {
    assertThat(dialectOf(path)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/auth/token;a=b, CloudCheckr",
    "/v1;a/auth;b/ping, CloudCheckr",
    "/v1/users;x=y/me, CloudCheckr",
    "/v1/auth/ping?x=/v1/auth, CloudCheckr",
    "/v1/auth?x=/v1/auth/ping, CloudIo"
  })
  void doesNotDependOnParameters(String target, String expected) {
    assertThat(dialectOf(target)).isEqualTo(expected);
  }

  @Property(tries = 1000)
  void isOneOfThoseBelowTheSameBeginning(@ForAll("paths") String path) {
    assertThat(dialectOf("/v1/" + path)).isIn("CloudIo", "CloudCheckr");
    assertThat(dialectOf("/v1/users/" + path)).isEqualTo("CloudCheckr");
    assertThat(dialectOf("/v1/auth/token/" + path)).isEqualTo("CloudCheckr");
    assertThat(dialectOf("/api/1/" + path)).isIn("Cloudomation", "CloudForge");
  }

  private static String dialectOf(String target) {
    return DIALECTS
        .of(new SentRequest("GET", target).received())
        .map(dialect -> dialect.getClass().getSimpleName())
        .orElse("none");
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
