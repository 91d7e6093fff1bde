package org.gatehouse.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON that somebody sent, whatever it is. */
class JsonTextTest {
  @Property(tries = 1000)
  void readsOrRefusesAnyBytes(@ForAll byte[] bytes) {
    try {
      assertThat(JsonText.object(bytes)).isNotNull();
    } catch (BadRequest e) {
      assertThat(e).hasNoCause();
    }
  }

  @Property(tries = 300)
  void readsWhatJsonWrites(@ForAll String name, @ForAll String value) {
    var object = Json.createObjectBuilder().add(name, value).add("n", 1).build();
    byte[] bytes = object.toString().getBytes(StandardCharsets.UTF_8);

    if (new String(bytes, StandardCharsets.UTF_8).equals(object.toString())) {
      assertThat(JsonText.object(bytes)).isEqualTo(object);
    }
  }

  @Test
  void countsNoBracketsWithinTexts() {
    String brackets = "[{".repeat(1_000);

    assertThat(object("{\"a\":\"" + brackets + "\\\"" + brackets + "\"}").getString("a"))
        .isEqualTo(brackets + '"' + brackets);
    assertThatThrownBy(() -> object("{\"a\":\"" + "]".repeat(99) + "\",\"b\":" + "[".repeat(99)))
        .isInstanceOf(BadRequest.class)
        .hasMessageContaining("deeply");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "\"a\"",
        "1",
        "null",
        "{",
        "{}x",
        "{}{}",
        "{\"a\":}",
        "{}\ufeff",
        "\ufeff\ufeff{}",
        " "
      })
  void refusesWhatIsNoObject(String text) {
    assertThatThrownBy(() -> object(text)).isInstanceOf(BadRequest.class);
  }

  private static JsonObject object(String text) {
    return JsonText.object(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void overlooksAByteOrderMark() {
    byte[] marked = "\uFEFF{\"a\":\"ü\"}".getBytes(StandardCharsets.UTF_8);

    assertThat(JsonText.object(marked).getString("a")).isEqualTo("ü");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16", "UTF-16BE", "UTF-16LE", "UTF-32", "UTF-32BE", "UTF-32LE"})
  void saysThatItReadsNoOtherUnicode(String charset) {
    byte[] body = "{\"a\":\"ü\"}".getBytes(Charset.forName(charset));

    assertThatThrownBy(() -> JsonText.object(body)).hasMessage("The body must be UTF-8.");
  }
}
