package org.gatehouse.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How people find each other. */
class SearchTextTest {
  private static boolean finds(String search, String... parts) {
    String text = SearchText.of(parts);
    return SearchText.patterns(search).stream()
        .map(pattern -> pattern.substring(1, pattern.length() - 1).replaceAll("!(.)", "$1"))
        .allMatch(text::contains);
  }

  @ParameterizedTest
  @CsvSource({
    "Müller Anna, Anna Müller",
    "muller, Anna Müller",
    "ANNA  mül, Anna Müller",
    "mu\u0308ller, Anna Müller",
    "strasse, Zoë Straße",
    "zoe, Zoë Straße",
    "Łukasz, Lukasz Nowak",
    "lukasz, Łukasz Nowak",
    "soren, Søren Ærø",
    "иванов, Иванов Иван (Ivanov Ivan)",
    "한국, 한국어",
    "istanbul, İstanbul",
    "ａｎｎａ, Anna Müller",
    "100%_!, 100%_! Anna",
    "'', Anna"
  })
  void findsInAnyCaseOrderAndAccent(String search, String name) {
    assertThat(finds(search, "x", name, "x@example.com")).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"anna m%r, Anna Müller", "anna_, Anna Müller", "bob, Anna", "か, がく"})
  void findsNothingElse(String search, String name) {
    assertThat(finds(search, name)).isFalse();
  }

  @Test
  void isBounded() {
    assertThat(SearchText.patterns("a ".repeat(1_000_000))).hasSize(8);
    assertThat(SearchText.patterns("a".repeat(1_000_000)).get(0).length()).isLessThan(300);
    assertThat(SearchText.of("\uFDFA".repeat(300), "x".repeat(300)).length()).isEqualTo(2000);
  }

  @Property
  void readsAnything(@ForAll String search, @ForAll String name) {
    assertThat(SearchText.of(name).length()).isLessThanOrEqualTo(2000);
    assertThat(SearchText.patterns(search)).allMatch(pattern -> pattern.length() > 2);
  }
}
