package org.gatehouse.core.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses are read from literals only, and compared by their first bits. */
class IpAddressTest {
  @ParameterizedTest
  @CsvSource({
    "192.0.2.1, 192.0.2.1",
    "255.255.255.255, 255.255.255.255",
    "2001:db8::1, 2001:db8:0:0:0:0:0:1",
    "2001:DB8::1, 2001:db8:0:0:0:0:0:1",
    "fe80::1%eth0, fe80:0:0:0:0:0:0:1",
    "::ffff:192.0.2.1, 192.0.2.1"
  })
  void areReadHoweverTheyAreWritten(String literal, String text) {
    assertThat(IpAddress.parse(literal)).hasValueSatisfying(a -> assertThat(a).hasToString(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "1",
        "1.2.3",
        "1.2.3.4.",
        ".1.2.3.4",
        "1.2.3.4.5",
        "1.2.3.256",
        "a.b.c.d",
        "1.2.3.4 ",
        "localhost",
        "example.com",
        ":",
        ":::",
        "1::2::3",
        "::g",
        "[::1]",
        "1.2.3.4/8",
        "%eth0",
        "::1.2.3.256",
        "2130706433"
      })
  void nothingElseIsOne(String text) {
    assertThat(IpAddress.parse(text)).isEmpty();
  }

  @Property
  void anythingIsReadOrNot(@ForAll String text) {
    assertThatCode(() -> AddressRange.parse(text)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1, 192.0.2.1",
    "::ffff:192.0.2.1, 192.0.2.1",
    "2001:db8:1:2:3:4:5:6, 2001:db8:1:2:0:0:0:0/64",
    "2001:db8:1:2::, 2001:db8:1:2:0:0:0:0/64",
    "2001:db8:1:3::, 2001:db8:1:3:0:0:0:0/64"
  })
  void haveANetwork(String literal, String network) {
    assertThat(IpAddress.parse(literal).map(IpAddress::network)).contains(network);
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1, 192.0.2.1, true",
    "192.0.2.1, 192.0.2.2, false",
    "192.0.2.77/31, 192.0.2.76, true",
    "192.0.2.77/31, 192.0.2.78, false",
    "10.0.0.0/8, 10.255.0.1, true",
    "10.0.0.0/8, 11.0.0.1, false",
    "10.0.0.0/9, 10.128.0.1, false",
    "0.0.0.0/0, 203.0.113.1, true",
    "0.0.0.0/0, 2001:db8::1, false",
    "::/0, 203.0.113.1, false",
    "2001:db8::/32, 2001:db8:ffff::1, true",
    "2001:db8::/32, 2001:db9::1, false",
    "::1, ::1, true"
  })
  void areInARange(String range, String address, boolean isIn) {
    assertThat(
            AddressRange.parse(range)
                .orElseThrow()
                .contains(IpAddress.parse(address).orElseThrow()))
        .isEqualTo(isIn);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "10.0.0.0/",
        "10.0.0.0/33",
        "10.0.0.0/-1",
        "10.0.0.0/8/8",
        "::/129",
        "x/8",
        "10.0.0.0/1x",
        "10.0.0.0/99999999999"
      })
  void noOtherTextIsARange(String text) {
    assertThat(AddressRange.parse(text)).isEmpty();
  }

  @Test
  void areEqualWhereTheyAreTheSame() {
    assertThat(IpAddress.parse("::1"))
        .isEqualTo(IpAddress.parse("0:0:0:0:0:0:0:1"))
        .hasSameHashCodeAs(IpAddress.parse("0:0::1"));
    assertThat(IpAddress.parse("::1")).isNotEqualTo(IpAddress.parse("::2"));
  }
}
