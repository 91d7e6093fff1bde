package org.gatehouse.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** One value for each parameter, but where it is known that there may be several. */
class FormParametersTest {
  private static FormParameters read(String form) {
    return FormParameters.of(
        new ByteArrayInputStream(form.getBytes(StandardCharsets.UTF_8)), Set.of("resource"));
  }

  @Test
  void readsAListInItsOrderEachValueOnce() {
    FormParameters form = read("resource=b&a=1&resource=c%2F&resource=&resource=b");

    assertThat(form.texts("resource")).containsExactly("b", "c/");
    assertThat(form.text("a")).contains("1");
    assertThat(form.texts("a")).isEmpty();
    assertThat(read("a=1").texts("resource")).isEmpty();
  }

  @Test
  void refusesTwoValuesOfAnythingElse() {
    assertThat(read("a=1&a=1").text("a")).contains("1");
    assertThatThrownBy(() -> read("a=1&a=2")).isInstanceOf(BadRequest.class);
    assertThatThrownBy(
            () ->
                FormParameters.of(
                    new ByteArrayInputStream(
                        "resource=1&resource=2".getBytes(StandardCharsets.UTF_8))))
        .isInstanceOf(BadRequest.class);
  }

  @Test
  void refusesVeryMany() {
    String many =
        IntStream.range(0, 201).mapToObj(i -> "resource=" + i).collect(Collectors.joining("&"));

    assertThatThrownBy(() -> read(many)).isInstanceOf(BadRequest.class);
  }
}
