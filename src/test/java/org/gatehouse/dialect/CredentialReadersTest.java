package org.gatehouse.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.security.enterprise.credential.Credential;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.gatehouse.core.login.LoginAttempt;
import org.gatehouse.fixture.SentRequest;
import org.gatehouse.http.BadRequest;
import org.gatehouse.http.GivenRequests;
import org.gatehouse.security.CredentialReaders;
import org.gatehouse.security.LoginCredential;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The credentials that a request carries, in whatever header. */
class CredentialReadersTest {
  private static final String LOGIN = "/v1/auth";
  private static final String CLOUDFORGE = "/api/1/users/me.json";

  private final CredentialReaders readers =
      new CredentialReaders(
          AllDialects.get(), GivenRequests.requests(), GivenRequests.loginCookie());

  @Property(tries = 300)
  void readsAnyNameAndPasswordFromAToken(
      @ForAll("names") String name, @ForAll("texts") String password) {
    for (String header : List.of("Authorization", "Authentication")) {
      var request =
          new SentRequest("POST", LOGIN).with(header, "Token " + base64(name + ":" + password));

      isRead(request, attempt(Optional.empty(), name, password));
    }
  }

  @Property(tries = 300)
  void readsAnyDomainNameAndPasswordFromBasic(
      @ForAll("names") String name, @ForAll("texts") String password) {
    var request =
        new SentRequest("GET", CLOUDFORGE)
            .with("Authorization", "bAsIc  " + base64("corpinc_" + name + ":" + password));

    isRead(request, attempt(Optional.of("corpinc"), name, password));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "ISO-8859-1", "windows-1252"})
  void readsUmlautsOfOldAndNewClients(String charset) {
    byte[] given = "corpinc_zoë:grüner Ball ß".getBytes(Charset.forName(charset));
    var request =
        new SentRequest("GET", CLOUDFORGE)
            .with("Authorization", "Basic " + Base64.getEncoder().encodeToString(given));

    isRead(request, attempt(Optional.of("corpinc"), "zoë", "grüner Ball ß"));
  }

  @Property(tries = 500)
  void readsOrRefusesAnyHeader(@ForAll("headers") String value, @ForAll("paths") String path) {
    for (String header : List.of("Authorization", "Authentication", "X-Workspace", "Cookie")) {
      for (String method : List.of("GET", "POST", "FOO")) {
        isReadOrRefused(new SentRequest(method, path).with(header, value));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", " ", "=", ",", "\u0000", "Basic ", "Bearer ", "Token ", ":", "."})
  void readsOrRefusesALongHeader(String part) {
    for (String scheme : List.of("", "Basic ", "Bearer ", "Token ")) {
      for (String path : List.of(LOGIN, CLOUDFORGE, "/api/1/user")) {
        isReadOrRefused(
            new SentRequest("POST", path).with("Authorization", scheme + part.repeat(100_000)));
      }
    }
  }

  @Test
  void takesNoOtherSchemeForABareToken() {
    for (String value : List.of("Digest a", "Negotiate abc=", "Basic", "Token a b", "a b")) {
      var request = new SentRequest("GET", "/api/1/user").with("Authorization", value);

      assertThat(readers.read(request.received()))
          .allSatisfy(credential -> assertThat(value).doesNotContain(" "));
    }
  }

  @Test
  void tellsNothingOfWhatItRead() {
    List<Credential> read =
        readers.read(
            new SentRequest("GET", CLOUDFORGE + "?credentials[login]=ann&credentials[password]=pw")
                .with("Authorization", "Basic " + base64("corpinc_ann:pw"))
                .received());

    assertThat(read).hasSize(2);
    assertThat(read.toString()).doesNotContain("ann", "pw", "corpinc");
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings()
        .ofMaxLength(40)
        .map(text -> text.replaceAll("\\p{Cs}", "\ud83d\ude00"));
  }

  @Provide
  Arbitrary<String> names() {
    return texts().map(text -> text.replace(":", "_"));
  }

  @Provide
  Arbitrary<String> paths() {
    return Arbitraries.of(
        LOGIN, CLOUDFORGE, "/", "/v1/auth/status", "/api/1/user", "/api/1/login.xml", "*", "");
  }

  @Provide
  Arbitrary<String> headers() {
    Arbitrary<String> soup =
        Arbitraries.of(
                "Basic",
                "Bearer",
                "Token",
                "basic ",
                "Token ",
                " ",
                "\t",
                ":",
                "=",
                "==",
                "YTpi",
                "eyJ",
                ".",
                ",",
                "\u00ff",
                "\u0000",
                base64("a:b"),
                base64("ab"),
                base64("\u00e4_:"))
            .list()
            .ofMaxSize(8)
            .map(parts -> String.join("", parts));
    return Arbitraries.oneOf(soup, Arbitraries.strings().ofMaxLength(60));
  }

  private void isReadOrRefused(SentRequest request) {
    try {
      assertThat(readers.read(request.received())).doesNotContainNull();
    } catch (BadRequest e) {
      assertThat(e).hasNoCause();
    }
  }

  private LoginAttempt attempt(SentRequest request) {
    assertThat(readers.read(request.received()))
        .singleElement()
        .isInstanceOf(LoginCredential.class);
    return ((LoginCredential) readers.read(request.received()).get(0)).attempt();
  }

  /** But for the name of the request, which is another one each time. */
  private void isRead(SentRequest request, LoginAttempt expected) {
    assertThat(attempt(request))
        .usingRecursiveComparison()
        .ignoringFields("client.requestId")
        .isEqualTo(expected);
  }

  private static LoginAttempt attempt(Optional<String> domain, String name, String password) {
    return LoginAttempt.ofProgram(
        domain,
        Optional.empty(),
        name,
        password,
        Optional.empty(),
        GivenRequests.requests().client(new SentRequest("GET", "/").received()));
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
