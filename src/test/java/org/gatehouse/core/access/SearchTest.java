package org.gatehouse.core.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.gatehouse.fixture.Tables;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is in a list is found as people remember it. */
class SearchTest {
  private final SessionFactory tables = Tables.of(Datasource.class);
  private final UUID workspace = UUID.randomUUID();

  @BeforeEach
  void fill() {
    tables.inTransaction(
        session -> {
          session.createNativeMutationQuery("set referential_integrity false").executeUpdate();
          session.persist(datasource("sales", "Anna Müller, ÖBB Łódź"));
          session.persist(datasource("stock", "100% of_everything!"));
        });
  }

  @AfterEach
  void close() {
    tables.close();
  }

  private Datasource datasource(String name, String description) {
    return new Datasource(workspace, new AccessName(name), new Description(description));
  }

  @Test
  void findsWordsInAnyOrder() {
    assertThat(found("Müller Anna")).containsExactly("sales");
    assertThat(found("  müller   SALES ")).containsExactly("sales");
    assertThat(found("Müller Stock")).isEmpty();
  }

  @Test
  void findsLettersWithoutTheirMarks() {
    assertThat(found("muller")).containsExactly("sales");
    assertThat(found("obb lodz")).containsExactly("sales");
    assertThat(found("MÜLLER")).containsExactly("sales");
    assertThat(found("múller")).containsExactly("sales");
  }

  @Test
  void takesSignsOfPatternsAsTheyAre() {
    assertThat(found("100%")).containsExactly("stock");
    assertThat(found("of_every")).containsExactly("stock");
    assertThat(found("g!")).containsExactly("stock");
    assertThat(found("a_e")).isEmpty();
    assertThat(found("%")).containsExactly("stock");
  }

  @Test
  void findsEverythingByNothing() {
    assertThat(found("")).containsExactly("sales", "stock");
    assertThat(found(" \t ")).containsExactly("sales", "stock");
  }

  private List<String> found(String search) {
    return tables.fromTransaction(
        session -> {
          Catalog catalog = new Catalog(null);
          catalog.entityManager = session;
          return catalog.search(Datasource.class, workspace, search, 0, 10).items().stream()
              .map(Datasource::name)
              .toList();
        });
  }
}
