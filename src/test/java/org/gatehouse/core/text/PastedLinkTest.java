package org.gatehouse.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.gatehouse.core.secret.RandomToken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people copy out of the mails in which a link is. */
class PastedLinkTest {
  private static final String TOKEN = "Zq3-x_yA0bCdEfGhIjKlMnOpQrStUvWxYz012345-_9";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "TOKEN",
        " TOKEN ",
        "TOKEN.",
        "#TOKEN",
        "<TOKEN>",
        "\"TOKEN\"",
        "(TOKEN)",
        "Link: TOKEN",
        "TOKEN:corpinc%2Fann",
        "#TOKEN:corpinc%2Fann.",
        "https://login.example.com/reset#TOKEN",
        "https://login.example.com/reset#TOKEN:corpinc%2Fann",
        "https://login.example.com/reset#TOKEN.",
        "https://login.example.com/reset#TOKEN,",
        "<https://login.example.com/reset#TOKEN>",
        "<https://login.example.com/reset#TOKEN:corpinc%2Fann>",
        "https://login.example.com/resetTOKEN",
        "https://login.example.com/resetTOKEN:corpinc%2Fann",
        "https://login.example.com/reset?TOKEN",
        "https://login.example.com/reset/TOKEN",
        "https://login.example.com/reset%23TOKEN",
        "https://login.example.com/reset%23TOKEN%3Acorpinc%252Fann",
        "https://login.example.com/reset #TOKEN",
        "https://login.example.com/\n  reset#TOKEN",
        "login.example.com/RESET#TOKEN",
        "/reset#TOKEN",
        "reset#TOKEN",
        "  \u200BTOKEN\u200B",
        "Choose a new password:\r\nhttps://login.example.com/reset#TOKEN\r\n\r\nIf you didn't ask",
        "<p><a class=3D\"button\" href=3D\"https://login.example.com/reset#TOKEN\">Choose</a></p>",
        "href=3D\"https://login.example.com/reset=23TOKEN=3Acorpinc\"",
        "[Choose a new password](https://login.example.com/reset#TOKEN)",
        "https://links.example/?url=https%3A%2F%2Flogin.example.com%2Freset%23TOKEN%3Acorpinc&data=1",
        "https://links.example/v3/__https://login.example.com/reset*TOKEN__;Iw!!OrxsNty6D4my!8$",
        "https://links.example/v3/__https://login.example.com/reset*TOKEN:a*2Fb__;IyU!!Orxs!8$"
      })
  void holdsTheToken(String pasted) {
    String link = pasted.replace("TOKEN", TOKEN);
    assertThat(PastedLink.token(link)).isEqualTo(TOKEN);
    assertThat(PastedLink.token(link.replaceAll("(?i)/reset", "/confirm-email"))).isEqualTo(TOKEN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\n", "\r\n", " ", "=\r\n", "=\n", "=", "\u00A0", "\u200B", "\u00AD", "\n  "})
  void holdsATokenThatIsBrokenIntoLines(String gap) {
    for (int at = 1; at < TOKEN.length(); at++) {
      String broken = TOKEN.substring(0, at) + gap + TOKEN.substring(at);
      String link = "https://login.example.com/reset#" + broken + ".";
      assertThat(PastedLink.token(link)).isEqualTo(TOKEN);
      assertThat(PastedLink.token(broken)).isEqualTo(TOKEN);
    }
  }

  @Test
  void holdsATokenWhoseHyphensAProgramHasMadeNicer() {
    assertThat(PastedLink.token(TOKEN.replace('-', '\u2011'))).isEqualTo(TOKEN);
    assertThat(PastedLink.token(TOKEN.replace('-', '–'))).isEqualTo(TOKEN);
  }

  @Test
  void holdsNoneThatIsLongerOrShorter() {
    assertThat(PastedLink.token("")).isEmpty();
    assertThat(PastedLink.token("https://login.example.com/reset")).isEmpty();
    assertThat(PastedLink.token(TOKEN.repeat(200))).isEmpty();
    assertThat(PastedLink.token(TOKEN + "A")).isNotEqualTo(TOKEN);
    assertThat(PastedLink.token(TOKEN.substring(1))).isNotEqualTo(TOKEN);
  }

  @Property
  void isReadWhateverItIs(@ForAll String pasted) {
    assertThat(PastedLink.token(pasted)).matches("[A-Za-z0-9_-]*");
  }

  @Property(tries = 200)
  void holdsAnyToken(@ForAll @IntRange(min = 1, max = 42) int at) {
    String token = new RandomToken(new SecureRandom()).next();
    String link = "https://login.example.com/reset#" + token + ":corpinc%2Fann";
    int within = link.indexOf(token) + at;

    assertThat(PastedLink.token(token)).isEqualTo(token);
    assertThat(PastedLink.token(link)).isEqualTo(token);
    assertThat(PastedLink.token("<" + link.replace("#", "") + ">")).isEqualTo(token);
    assertThat(PastedLink.token(link.substring(0, within) + "=\r\n" + link.substring(within)))
        .isEqualTo(token);
  }
}
