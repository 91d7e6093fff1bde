package org.gatehouse.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {
  @Test
  void quotesWhatWouldEndAValue() {
    assertThat(Csv.line(List.of("plain", "a,b", "say \"no\"", "two\nlines", "")))
        .isEqualTo("plain,\"a,b\",\"say \"\"no\"\"\",\"two\nlines\",\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1", "－1"})
  void runsNothingInASpreadsheet(String value) {
    assertThat(Csv.line(List.of(value))).isEqualTo("'" + value + "\r\n");
  }

  @Test
  void runsNothingThatIsQuotedEither() {
    assertThat(Csv.line(List.of("=HYPERLINK(\"x\",\"y\")", "\r=1")))
        .isEqualTo("\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\",\"'\r=1\"\r\n");
  }

  @Test
  void leavesSignsWithinAValue() {
    assertThat(Csv.line(List.of("a=b", "2030-01-01", "1@2"))).isEqualTo("a=b,2030-01-01,1@2\r\n");
  }
}
