package org.gatehouse.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Parameters of the query, read without touching the body. */
class QueryStringTest {
  @ParameterizedTest
  @CsvSource({
    "workspace=corpinc, corpinc",
    "a=b&workspace=corpinc, corpinc",
    "workspace=one&workspace=two, one",
    "workspace=CorpInc%20AG, CorpInc AG",
    "workspace=CorpInc+AG, CorpInc AG",
    "workspace=a=b, a=b",
    "workspace=m%C3%BCller, müller",
    "workspace=, ''"
  })
  void findsTheFirst(String query, String value) {
    assertThat(QueryString.first(query, "workspace")).contains(value);
  }

  @Test
  void findsAllThatCanBeRead() {
    assertThat(QueryString.all("a=1&b=2&a=%zz&a=3&a", "a")).containsExactly("1", "3");
    assertThat(QueryString.all(null, "a")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"''", "workspace", "workspaces=a", "a=workspace", "workspace=%", "workspace=%zz"})
  void findsNoneWhereThereIsNone(String query) {
    assertThat(QueryString.first(query, "workspace")).isEmpty();
  }

  @Test
  void findsNoneWithoutAQuery() {
    assertThat(QueryString.first(null, "workspace")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "a=b&csrf=x, a=b",
    "credentials[password]=x, ''",
    "credentials%5Bpassword%5D=x&a=b, a=b",
    "a=b&p%61ssword=x&c=d, a=b&c=d",
    "PASSWORD=x, ''",
    "%=x&a=b, a=b",
    "user_token=x&apiKey=y&client-secret=z, ''",
    "then=/account/password, then=/account/password",
    "code=x&state=y&c%6fde=z&iss=a, iss=a",
    "encoder=x&estate=y, encoder=x&estate=y"
  })
  void showsNothingThatIsNamedLikeASecret(String query, String shown) {
    assertThat(QueryString.withoutSecrets(query).orElse("")).isEqualTo(shown);
  }

  @Property(tries = 500)
  void showsNoSecretHoweverItsNameIsWritten(@ForAll("names") String name) {
    String query = "a=b&" + name + "=marked&c=d";

    assertThat(QueryString.withoutSecrets(query)).contains("a=b&c=d");
  }

  @Property(tries = 500)
  void readsOrOverlooksAnything(@ForAll String query) {
    assertThat(QueryString.first(query, "a")).isNotNull();
    assertThat(QueryString.withoutSecrets(query)).isNotNull();
  }

  /** A secret's name with any of its letters escaped, or in capitals. */
  @Provide
  Arbitrary<String> names() {
    return Combinators.combine(
            Arbitraries.of(
                "csrf", "credentials[password]", "credentials[userKey]", "token", "password"),
            Arbitraries.integers().between(0, 2).list().ofSize(25))
        .as(
            (name, ways) ->
                IntStream.range(0, name.length())
                    .mapToObj(i -> written(name.charAt(i), ways.get(i)))
                    .collect(Collectors.joining()));
  }

  private static String written(char c, int way) {
    return switch (way) {
      case 0 -> String.valueOf(c);
      case 1 -> String.valueOf(Character.toUpperCase(c));
      default -> "%%%02x".formatted((int) c);
    };
  }
}
