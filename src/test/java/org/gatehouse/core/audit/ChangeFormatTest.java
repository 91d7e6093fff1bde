package org.gatehouse.core.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gatehouse.fixture.Given;
import org.junit.jupiter.api.Test;

class ChangeFormatTest {
  private static final int COLUMN = 32_000;

  private final ChangeFormat format = new ChangeFormat(Given.vault());

  @Test
  void tellsTheValuesBeforeAndAfter() {
    AuditEntry entry =
        AuditEntry.of(AuditType.USER_CHANGE, "ok").change("administrator", false, true);
    assertThat(format.format(entry.changes()))
        .isEqualTo("{\"administrator\":[\"false\",\"true\"]}");
  }

  @Test
  void saysNothingOfWhatStaysAsItIs() {
    AuditEntry entry =
        AuditEntry.of(AuditType.USER_CHANGE, "ok")
            .change("active", true, true)
            .about(UUID.randomUUID(), UUID.randomUUID());
    assertThat(format.format(entry.changes())).isEmpty();
  }

  @Test
  void tellsWhatCameAndWhatWent() {
    AuditEntry entry =
        AuditEntry.of(AuditType.PROVIDER_CHANGE, "ok")
            .changes(
                Map.of("issuer", "https://id.example", "name", "Ours"), Map.of("name", "Ours"));
    assertThat(format.format(entry.changes()))
        .isEqualTo("{\"issuer\":[\"https://id.example\",\"\"]}");
  }

  @Test
  void tellsOfAListWhatCameAndWhatWentHoweverLongItIs() {
    List<String> roles =
        IntStream.range(0, 200).mapToObj(number -> "role number " + number).toList();
    List<String> others =
        Stream.concat(roles.stream().skip(1), Stream.of("administrators")).toList();
    AuditEntry entry = AuditEntry.of(AuditType.ROLES_CHANGE, "ok").change("roles", roles, others);
    assertThat(format.format(entry.changes()))
        .isEqualTo("{\"roles\":[[\"role number 0\"],[\"administrators\"]]}");
  }

  @Test
  void tellsOfAListThatIsThereFromNowOnOrNoLonger() {
    AuditEntry entry =
        AuditEntry.of(AuditType.ROLE_ADD, "ok")
            .changes(Map.of("holders", List.of()), Map.of("datasources", List.of("a", "b")));
    assertThat(format.format(entry.changes())).isEqualTo("{\"datasources\":[[],[\"a\",\"b\"]]}");
  }

  @Test
  void cutsNoAddress() {
    String address = "https://id.example/" + "x".repeat(1_900);
    AuditEntry entry =
        AuditEntry.of(AuditType.PROVIDER_CHANGE, "ok")
            .change("metadata_url", address + "1", address + "2");
    assertThat(format.format(entry.changes())).contains(address + "1", address + "2");
  }

  @Test
  void countsWhatThereIsNoRoomFor() {
    List<String> many = IntStream.range(0, 1_000).mapToObj(number -> "x".repeat(64)).toList();
    AuditEntry entry =
        AuditEntry.of(AuditType.ROLE_ADD, "ok").change("datasources", List.of(), many);
    assertThat(format.format(entry.changes()))
        .hasSizeLessThan(COLUMN)
        .endsWith("\",\"… 744 more\"]]}");
  }

  @Test
  void holdsNoHiddenValueButTellsWhetherTwoAreEqual() {
    String first = format.format(hidden("ann@example.com", "bob@example.com"));
    String second = format.format(hidden("bob@example.com", "ann@example.com"));
    assertThat(first)
        .doesNotContain("example")
        .matches("\\{\"email\":\\[\"hmac:[0-9a-f]{32}\",\"hmac:[0-9a-f]{32}\"]}");
    assertThat(hash(first, 0)).isEqualTo(hash(second, 1)).isNotEqualTo(hash(first, 1));
  }

  @Test
  void fitsItsColumnWhateverWasChanged() {
    AuditEntry entry = AuditEntry.of(AuditType.PROVIDER_CHANGE, "ok");
    for (int field : IntStream.range(0, 100).toArray()) {
      entry = entry.change("field" + field, "", (field % 2 == 0 ? "\"" : "\u0001").repeat(5_000));
    }
    assertThat(format.format(entry.changes())).hasSizeLessThan(COLUMN);
  }

  private static List<AuditChange> hidden(String before, String after) {
    return AuditEntry.of(AuditType.EMAIL_CHANGE, "ok")
        .changeHidden("email", before, after)
        .changes();
  }

  private static String hash(String json, int which) {
    return json.substring(json.indexOf('[') + 1, json.indexOf(']')).split(",")[which];
  }
}
