package org.gatehouse.core.audit.reading;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The changes of an entry, as JSON. */
class EntryJsonTest {
  @Test
  void areAnObject() {
    assertThat(EntryJson.changes("").asJsonObject()).isEmpty();
    JsonObject changes = EntryJson.changes("{\"a\":[\"x\",\"y\"]}").asJsonObject();
    assertThat(changes.getJsonArray("a").getString(1)).isEqualTo("y");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "[]", "{"})
  void areTheTextWhereItIsNone(String changes) {
    assertThat(((JsonString) EntryJson.changes(changes)).getString()).isEqualTo(changes);
  }
}
