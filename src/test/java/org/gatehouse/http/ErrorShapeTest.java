package org.gatehouse.http;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.gatehouse.fixture.SentRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How an error looks to the clients of each dialect. */
class ErrorShapeTest {
  @ParameterizedTest
  @CsvSource({
    "/v1/auth/token, CLOUDCHECKR",
    "/v1/users/nothing, CLOUDCHECKR",
    "/v1/auth, CLOUDIO",
    "/api/1/auth, CLOUDOMATION",
    "/api/1/login, CLOUDFORGE_JSON",
    "/api/1/login.xml, CLOUDFORGE_XML",
    "/reset, PAGE"
  })
  void isThatOfTheRoom(String path, ErrorShape expected) {
    assertThat(ErrorShape.of(new SentRequest("GET", path).received())).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400 | BadRequestException | Bad Request",
        "401 | AuthException | The credentials or the token are not valid.",
        "403 | ForbiddenException | Forbidden",
        "404 | NotFoundException | Not Found",
        "405 | MethodNotAllowedException | Method Not Allowed",
        "413 | RequestEntityTooLargeException | Request Entity Too Large",
        "415 | UnsupportedMediaTypeException | Unsupported Media Type",
        "421 | MisdirectedRequestException | Misdirected Request",
        "422 | ValidationException | Unprocessable Content",
        "429 | TooManyRequestsException | Too Many Requests",
        "503 | ServiceUnavailableException | Service Unavailable",
        "599 | ErrorException | Error"
      })
  void namesAnExceptionToCloudCheckrsClients(int status, String title, String detail) {
    assertThat(ErrorShape.CLOUDCHECKR.body(status, ""))
        .isEqualTo(
            "{\"errors\":[{\"status\":\"%d\",\"title\":\"%s\",\"detail\":\"%s\"}]}"
                .formatted(status, title, detail));
  }

  @Property(tries = 300)
  void isJsonWhateverTheDetailIs(
      @ForAll @IntRange(min = 400, max = 599) int status, @ForAll String detail) {
    JsonObject error = read(ErrorShape.CLOUDCHECKR.body(status, detail));

    assertThat(error.keySet()).containsExactly("errors");
    JsonObject only = error.getJsonArray("errors").getJsonObject(0);
    assertThat(only.keySet()).containsExactly("status", "title", "detail");
    assertThat(only.getString("status")).isEqualTo(Integer.toString(status));
    assertThat(only.getString("title")).matches("[A-Za-z]+Exception");
    assertThat(only.getString("detail")).matches(told -> detail.isEmpty() || told.equals(detail));
  }

  @Test
  void tellsCloudCheckrsClientsThatWhatWasUnderstoodIsNotAcceptable() {
    assertThat(ErrorShape.CLOUDCHECKR.invalid()).isEqualTo(422);
    assertThat(ErrorShape.CLOUDIO.invalid()).isEqualTo(400);
    assertThat(ErrorShape.CLOUDOMATION.invalid()).isEqualTo(400);
  }

  @Test
  void challengesForATokenOrForBasic() {
    assertThat(ErrorShape.CLOUDCHECKR.challenge()).isEqualTo("Bearer");
    assertThat(ErrorShape.CLOUDFORGE_JSON.challenge()).startsWith("Basic ");
  }

  private static JsonObject read(String json) {
    try (var reader = Json.createReader(new StringReader(json))) {
      return reader.readObject();
    }
  }
}
