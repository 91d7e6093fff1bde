package org.gatehouse.federation.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.text.ParseException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Claims become attributes, whatever they are made of. */
class ClaimAttributesTest {
  private static Map<String, Object> json(String text) throws ParseException {
    return JSONObjectUtils.parse(text);
  }

  @Test
  void areTextsHoweverTheyAreWritten() throws ParseException {
    assertThat(
            ClaimAttributes.of(
                json(
                    "{\"a\":\"b\",\"n\":5,\"d\":1.5,\"big\":12345678901,\"t\":true,"
                        + "\"l\":[\"x\",2,false],\"none\":null,\"empty\":[],\"blank\":\"\"}")))
        .containsOnly(
            entry("a", List.of("b")),
            entry("n", List.of("5")),
            entry("d", List.of("1.5")),
            entry("big", List.of("12345678901")),
            entry("t", List.of("true")),
            entry("l", List.of("x", "2", "false")),
            entry("blank", List.of("")));
  }

  @Test
  void haveTheNamesOfWhatTheyAreWithin() throws ParseException {
    assertThat(
            ClaimAttributes.of(
                json(
                    "{\"realm_access\":{\"roles\":[\"a\",\"b\"]},"
                        + "\"resource_access\":{\"app\":{\"roles\":[\"c\"]}},"
                        + "\"https://example.com/roles\":[\"d\"]}")))
        .containsOnly(
            entry("realm_access.roles", List.of("a", "b")),
            entry("resource_access.app.roles", List.of("c")),
            entry("https://example.com/roles", List.of("d")));
  }

  @Test
  void leaveOutWhatNobodyCouldUse() throws ParseException {
    assertThat(
            ClaimAttributes.of(
                json(
                    "{\"iss\":\"x\",\"nonce\":\"x\",\"exp\":1,\"at_hash\":\"x\",\"sid\":\"x\","
                        + "\"objects\":[{\"a\":\"b\"}],\"lists\":[[\"a\"]],"
                        + "\"deep\":{\"a\":{\"b\":{\"c\":{\"d\":\"e\"}}}},"
                        + "\"long\":[\""
                        + "x".repeat(1_001)
                        + "\",\"short\"],\"name\":\"Ann\"}")))
        .containsOnly(
            entry("objects[].a", List.of("b")),
            entry("lists", List.of()),
            entry("deep.a.b.c", List.of()),
            entry("long", List.of("short")),
            entry("name", List.of("Ann")));
  }

  @Test
  void areFoundInEachObjectOfAList() throws ParseException {
    assertThat(
            ClaimAttributes.of(
                json(
                    "{\"groups\":[{\"id\":1,\"name\":\"admins\",\"of\":{\"site\":\"x\"}},"
                        + "{\"id\":2,\"name\":\"users\",\"tags\":[\"a\",\"b\"]},null,\"plain\"]}")))
        .containsOnly(
            entry("groups", List.of("plain")),
            entry("groups[].id", List.of("1", "2")),
            entry("groups[].name", List.of("admins", "users")),
            entry("groups[].of[].site", List.of("x")),
            entry("groups[].tags", List.of("a", "b")));
  }

  @Test
  void areCalledByTheirOwnNameBeforeTheOneThatIsFound() throws ParseException {
    assertThat(
            ClaimAttributes.of(
                json("{\"realm\":{\"roles\":[\"nested\"]},\"realm.roles\":[\"own\"]}")))
        .containsOnly(entry("realm.roles", List.of("own")));
  }

  @Test
  void areThoseOfTheFirstWhoTells() {
    assertThat(
            ClaimAttributes.of(
                Map.of("email", "token", "sub", "1"), Map.of("email", "info", "name", "Ann")))
        .containsOnly(
            entry("email", List.of("token")),
            entry("sub", List.of("1")),
            entry("name", List.of("Ann")));
  }

  @Test
  void areRefusedIfThereAreTooMany() {
    List<String> most = Collections.nCopies(ClaimAttributes.MOST_VALUES - 1, "group");
    List<String> long40 = Collections.nCopies(40, "x".repeat(1_000));

    assertThat(ClaimAttributes.of(Map.of("groups", most, "a", "b"))).hasSize(2);
    for (Map<String, Object> claims :
        List.of(
            Map.<String, Object>of("groups", most, "a", "b", "c", "d"),
            Map.<String, Object>of("long", long40))) {
      assertThatThrownBy(() -> ClaimAttributes.of(claims))
          .isInstanceOfSatisfying(
              OidcRefused.class,
              refused -> assertThat(refused.why()).isEqualTo(OidcRefusal.CLAIMS));
    }
  }
}
