package org.gatehouse.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.gatehouse.fixture.SentRequest;
import org.gatehouse.http.Dialects;
import org.gatehouse.http.ErrorShape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How an error looks to the clients of each dialect. */
class ErrorShapeTest {
  private static final Dialects DIALECTS = AllDialects.get();
  private static final ErrorShape CLOUDCHECKR = shape("/v1/auth/token");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/v1/auth/token | {\"errors\":[{\"status\":\"404\",\"title\":\"NotFoundException\",\"detail\":\"No.\"}]}",
        "/v1/users/nothing | {\"errors\":[{\"status\":\"404\",\"title\":\"NotFoundException\",\"detail\":\"No.\"}]}",
        "/v1/auth | {\"code\":404,\"status\":\"ERROR\",\"title\":\"Not Found\",\"message\":\"Not Found - No.\"}",
        "/api/1/auth | 404: Not Found: No.",
        "/api/1/login | {\"error\":\"No.\"}",
      })
  void isThatOfTheDialect(String path, String expected) {
    assertThat(shape(path).body(404, "No.")).isEqualTo(expected);
  }

  @Test
  void isXmlForCloudForgesClientsThatWantIt() {
    assertThat(shape("/api/1/login.xml").contentType()).startsWith("application/xml");
    assertThat(shape("/api/1/login.xml").body(404, "No.")).contains("<error>No.</error>");
    assertThat(shape("/api/1/login").contentType()).isEqualTo("application/json");
  }

  @Test
  void isThePageForPeople() {
    assertThat(DIALECTS.errors(new SentRequest("GET", "/reset").received())).isEmpty();
  }

  private static ErrorShape shape(String path) {
    return DIALECTS.errors(new SentRequest("GET", path).received()).orElseThrow();
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
    assertThat(CLOUDCHECKR.body(status, ""))
        .isEqualTo(
            "{\"errors\":[{\"status\":\"%d\",\"title\":\"%s\",\"detail\":\"%s\"}]}"
                .formatted(status, title, detail));
  }

  @Property(tries = 300)
  void isJsonWhateverTheDetailIs(
      @ForAll @IntRange(min = 400, max = 599) int status, @ForAll String detail) {
    JsonObject error = read(CLOUDCHECKR.body(status, detail));

    assertThat(error.keySet()).containsExactly("errors");
    JsonObject only = error.getJsonArray("errors").getJsonObject(0);
    assertThat(only.keySet()).containsExactly("status", "title", "detail");
    assertThat(only.getString("status")).isEqualTo(Integer.toString(status));
    assertThat(only.getString("title")).matches("[A-Za-z]+Exception");
    assertThat(only.getString("detail")).matches(told -> detail.isEmpty() || told.equals(detail));
  }

  @Test
  void tellsCloudCheckrsClientsThatWhatWasUnderstoodIsNotAcceptable() {
    assertThat(CLOUDCHECKR.invalid()).isEqualTo(422);
    assertThat(shape("/v1/auth").invalid()).isEqualTo(400);
    assertThat(shape("/api/1/auth").invalid()).isEqualTo(400);
  }

  @Test
  void challengesForATokenOrForBasic() {
    assertThat(CLOUDCHECKR.challenge()).isEqualTo("Bearer");
    assertThat(shape("/api/1/login").challenge()).startsWith("Basic ");
  }

  private static JsonObject read(String json) {
    try (var reader = Json.createReader(new StringReader(json))) {
      return reader.readObject();
    }
  }
}
