package org.gatehouse.container;

import static org.assertj.core.api.Assertions.assertThat;

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

  @ParameterizedTest
  @CsvSource({"''", "workspace", "workspaces=a", "a=workspace", "workspace=%", "workspace=%zz"})
  void findsNoneWhereThereIsNone(String query) {
    assertThat(QueryString.first(query, "workspace")).isEmpty();
  }

  @Test
  void findsNoneWithoutAQuery() {
    assertThat(QueryString.first(null, "workspace")).isEmpty();
  }
}
