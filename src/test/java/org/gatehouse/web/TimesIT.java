package org.gatehouse.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.gatehouse.fixture.Browser;
import org.gatehouse.fixture.BrowserTest;
import org.gatehouse.fixture.DeployedGatehouse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Times are told as the clock and the country of who reads them have it. */
@BrowserTest
@ExtendWith(DeployedGatehouse.class)
class TimesIT {
  private static final String LAST_DAY = "2199-12-31";

  private Api kevins;

  @BeforeEach
  void signUp() throws IOException, InterruptedException {
    kevins = Api.signUp(Person.newWorkspace(), "kevin");
  }

  private Person withAKey(Browser.Settings settings) throws IOException {
    Person kevin = Person.arrives(settings).comesBack(kevins);
    kevin.opens("/admin/developer-keys").types("keyName", "Billing");
    return kevin.dates("expiryDate", LAST_DAY).presses("makeKey");
  }

  private static String expiry(Person person) {
    return person.textOf("tbody td:nth-of-type(3) time");
  }

  @Test
  void areInTheReadersZoneAndFormat() throws IOException {
    var vienna = new Browser.Settings().language("en-GB,en").zone("Europe/Vienna");
    try (Person kevin = withAKey(vienna)) {
      assertThat(expiry(kevin)).isEqualTo("1 Jan 2200, 00:59");
      assertThat(
              kevin.browser().element("tbody td:nth-of-type(3) time").getDomAttribute("datetime"))
          .isEqualTo(LAST_DAY + "T23:59:59Z");
      assertThat(kevin.browser().element("tbody td:nth-of-type(3) time").getDomAttribute("title"))
          .contains("Wednesday");
    }
    var newYork = new Browser.Settings().language("de").zone("America/New_York");
    try (Person kevin = withAKey(newYork)) {
      assertThat(expiry(kevin)).isEqualTo("31.12.2199, 18:59");
    }
  }

  @Test
  void areInUtcWithoutAScript() throws IOException {
    var plain = new Browser.Settings().zone("Europe/Vienna").withoutScripts();
    try (Person kevin = Person.arrives(plain).comesBack(kevins)) {
      kevin.opens("/account/sessions");
      assertThat(kevin.textOf("tbody time")).endsWith(" UTC");
    }
  }

  @Test
  void areToldByHowLongAgoItWasWhereThatHelps() throws IOException {
    try (Person kevin = Person.arrives().comesBack(kevins)) {
      kevin.opens("/account/sessions");
      assertThat(kevin.textOf("tbody td:nth-of-type(2) time")).matches("now|\\d minutes? ago");
      assertThat(kevin.textOf("tbody td:nth-of-type(1) time")).contains(":");
    }
  }

  /** The script writes them anew when the page may be there already. */
  @Test
  void moveNothingOnThePage() throws IOException {
    for (int width : List.of(1280, 360)) {
      try (Person kevin = withAKey(new Browser.Settings().size(width, 800).zone("Asia/Tokyo"))) {
        kevin.reloads();
        Object after = heights(kevin);
        kevin
            .browser()
            .driver()
            .executeScript(
                "document.querySelectorAll('time').forEach(time => {"
                    + " time.textContent = '2026-11-27 23:54 UTC' })");
        assertThat(heights(kevin)).as("%s pixels", width).isEqualTo(after);
      }
    }
  }

  private static Object heights(Person person) {
    return person
        .browser()
        .driver()
        .executeScript(
            "return [...document.querySelectorAll('th, td, h2')].map(cell => {"
                + " const box = cell.getBoundingClientRect();"
                + " return [box.x, box.y, box.width, box.height].map(Math.round).join(' ') })");
  }
}
