package org.gatehouse.dialect.cloudomation;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The changes of an entry, as JSON. */
class AuditDetailsTest {
  @Test
  void areAnObject() {
    assertThat(AuditDetails.changes("").asJsonObject()).isEmpty();
    JsonObject changes = AuditDetails.changes("{\"a\":[\"x\",\"y\"]}").asJsonObject();
    assertThat(changes.getJsonArray("a").getString(1)).isEqualTo("y");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "[]", "{"})
  void areTheTextWhereItIsNone(String changes) {
    assertThat(((JsonString) AuditDetails.changes(changes)).getString()).isEqualTo(changes);
  }
}
