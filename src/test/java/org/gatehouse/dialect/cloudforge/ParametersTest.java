package org.gatehouse.dialect.cloudforge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import jakarta.json.Json;
import jakarta.ws.rs.NotSupportedException;
import java.io.ByteArrayInputStream;
import java.lang.management.ManagementFactory;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.gatehouse.fixture.SentRequest;
import org.gatehouse.http.BadRequest;
import org.gatehouse.http.BoundedBody;
import org.gatehouse.http.FormParameters;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The parameters of a CloudForge request, or of a form, however they are written and whatever else
 * is sent.
 */
class ParametersTest {
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String JSON = "application/json";
  private static final String XML = "application/xml";
  private static final String PATH = "/api/1/login.json";

  // What was meant is what is read.

  @Property(tries = 300)
  void readsAnyTextFromAForm(@ForAll("texts") String value) {
    String form = "credentials%5Blogin%5D=ann&credentials%5Bpassword%5D=" + encode(value);

    assertThat(password(FORM, form)).isEqualTo(given(value));
  }

  @Property(tries = 300)
  void readsAnyTextFromTheQuery(@ForAll("texts") String value) {
    var request = new SentRequest("GET", PATH + "?credentials[password]=" + encode(value));

    assertThat(password(request)).isEqualTo(given(value));
  }

  @Property(tries = 300)
  void readsAnyTextFromJson(@ForAll("texts") String value) {
    String json =
        Json.createObjectBuilder()
            .add("credentials", Json.createObjectBuilder().add("password", value))
            .build()
            .toString();

    assertThat(password(JSON, json)).isEqualTo(given(value));
  }

  @Property(tries = 300)
  void readsAnyTextThatXmlCanHoldFromXml(@ForAll("xmlTexts") String value) {
    String escaped = value.replace("&", "&amp;").replace("<", "&lt;").replace("]]>", "]]&gt;");
    String xml = "<hash><credentials><password>%s</password></credentials></hash>";

    assertThat(password(XML, xml.formatted(escaped))).isEqualTo(given(value));
  }

  @Property(tries = 100)
  void readsUnescapedUtf8FromAForm(@ForAll("texts") String value) {
    String raw = value.replace("%", "%25").replace("&", "%26").replace("+", "%2B");

    assertThat(password(FORM, "credentials[password]=" + raw)).isEqualTo(given(value));
  }

  @Property(tries = 300)
  void readsAnyTextFromAFormAlone(@ForAll("texts") String value) {
    assertThat(ofForm("username=ann&password=" + encode(value)).text("password"))
        .isEqualTo(given(value));
  }

  @Property(tries = 100)
  void readsUnescapedUtf8FromAFormAlone(@ForAll("texts") String value) {
    String raw = value.replace("%", "%25").replace("&", "%26").replace("+", "%2B");

    assertThat(ofForm("password=" + raw).text("password")).isEqualTo(given(value));
  }

  @Property(tries = 200)
  void takesTwoDifferentValuesForAMistakeAndTheSameTwiceForOne(
      @ForAll("texts") String one, @ForAll("texts") String other) {
    String query = PATH + "?credentials[password]=" + encode(one);
    var request =
        new SentRequest("POST", query).body(FORM, "credentials[password]=" + encode(other));

    Supplier<Optional<String>> read = () -> password(request);

    if (one.equals(other)) {
      assertThat(read.get()).isEqualTo(given(one));
    } else {
      assertThatThrownBy(read::get).isInstanceOf(BadRequest.class);
    }
  }

  // Whatever is sent, it is read or refused.

  @Property(tries = 500)
  void readsOrRefusesAnyBytes(@ForAll byte[] body, @ForAll("types") @Nullable String type) {
    isReadOrRefused(new SentRequest("POST", PATH).body(type, body));
  }

  @Property(tries = 500)
  void readsOrRefusesWhatLooksLikeAForm(@ForAll("formLike") String body) {
    isReadOrRefused(new SentRequest("POST", PATH).body(FORM, body));
    isReadOrRefused(new SentRequest("GET", PATH + "?" + body));
  }

  @Property(tries = 500)
  void readsOrRefusesAnyBytesOfAFormAlone(@ForAll byte[] body) {
    isReadOrRefused(() -> ofForm(body).text("a"));
  }

  @Property(tries = 500)
  void readsOrRefusesWhatLooksLikeAFormAlone(@ForAll("formLike") String body) {
    isReadOrRefused(() -> ofForm(body).text("a"));
  }

  @Property(tries = 500)
  void readsOrRefusesWhatLooksLikeJson(@ForAll("jsonLike") String body) {
    isReadOrRefused(new SentRequest("POST", PATH).body(JSON, body));
  }

  @Property(tries = 1000)
  void readsOrRefusesWhatLooksLikeXml(@ForAll("xmlLike") String body) {
    isReadOrRefused(new SentRequest("POST", PATH).body(XML, body));
  }

  @Property(tries = 200)
  void looksForCredentialsInWhateverIsSent(
      @ForAll byte[] body, @ForAll("types") String type, @ForAll("formLike") String query) {
    var request = new SentRequest("POST", PATH + "?" + query).body(type, body);

    assertThat(Parameters.ofCredentials(request.received())).isNotNull();
  }

  // What was made to be expensive isn't.

  @ParameterizedTest
  @ValueSource(strings = {"%", "&", "=", "a&", "a=b&", "%41", "+", "[", "a[b]=c&", "\u0000"})
  void readsOrRefusesALargeForm(String part) {
    isCheap(FORM, part.repeat(BoundedBody.LIMIT / part.length()));
    isCheap(FORM, "a=" + part.repeat((BoundedBody.LIMIT - 2) / part.length()));
    isCheap(() -> ofForm(part.repeat(BoundedBody.LIMIT / part.length())).text("a"));
  }

  @Test
  void refusesVeryManyParameters() {
    String form = IntStream.range(0, 5_000).mapToObj(i -> "a" + i).collect(Collectors.joining("&"));

    isRefused(FORM, form);
    assertThatThrownBy(() -> ofForm(form)).isInstanceOf(BadRequest.class);
    isRefused(JSON, "{\"" + form.replace("&", "\":1,\"") + "\":1}");
    isRefused(XML, "<hash><" + form.replace("&", "/><") + "/></hash>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<a>",
        "<a/>",
        "<a ",
        "<!",
        "<!--",
        "<![CDATA[",
        "<?a ?>",
        "&lt;",
        "&#65;",
        "&#x",
        "&a;",
        "</a>",
        "<a></a>",
        "a",
        "\u0000",
        "<a:b/>",
        " xmlns:a='b'",
        "<a b='&lt;'/>",
        "\ud83d\ude00"
      })
  void readsOrRefusesALargeXml(String part) {
    int length = part.getBytes(StandardCharsets.UTF_8).length;
    for (String before : new String[] {"", "<hash>", "<hash><a>", "<hash "}) {
      for (String after : new String[] {"", "</hash>", "</a></hash>", "/>"}) {
        isCheap(XML, before + part.repeat((BoundedBody.LIMIT - 30) / length) + after);
      }
    }
  }

  @Test
  void refusesXmlWithVeryManyAttributes() {
    String attributes =
        IntStream.range(0, 6_000).mapToObj(i -> " a" + i + "=''").collect(Collectors.joining());
    String namespaces =
        IntStream.range(0, 3_000)
            .mapToObj(i -> " xmlns:a" + i + "='" + i + "'")
            .collect(Collectors.joining());

    isCheap(XML, "<hash><a" + attributes + "/></hash>");
    isCheap(XML, "<hash><a" + namespaces + "/></hash>");
    isCheap(XML, "<hash><" + "a".repeat(60_000) + "/></hash>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // Billion laughs, the quadratic one, a file, another server, a parameter entity.
        "<!DOCTYPE hash [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'>]><hash><a>&b;</a></hash>",
        "<!DOCTYPE hash [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><hash><a>&x;</a></hash>",
        "<!DOCTYPE hash [<!ENTITY % x SYSTEM 'http://localhost:1/x'> %x;]><hash><a/></hash>",
        "<!DOCTYPE hash SYSTEM 'http://localhost:1/x.dtd'><hash><a>b</a></hash>",
        "<!DOCTYPE hash PUBLIC '-//a//b' 'file:///dev/random'><hash><a>b</a></hash>",
        "<!DOCTYPE hash><hash><a>b</a></hash>",
        "<!DOCTYPE hash [<!ATTLIST a b CDATA 'x'>]><hash><a>b</a></hash>",
        "<hash><a>&unknown;</a></hash>",
        "<hash><a b='&unknown;'>x</a></hash>",
        "<hash xmlns:xi='http://www.w3.org/2001/XInclude'><xi:include href='file:///etc/passwd'/>"
            + "<!DOCTYPE a></hash>"
      })
  void refusesDocumentTypesAndEntities(String xml) {
    isRefused(XML, xml);
  }

  @Test
  void refusesManyLaughs() {
    String entities =
        IntStream.range(1, 1_000)
            .mapToObj(i -> "<!ENTITY e%d '&e%d;&e%d;'>".formatted(i, i - 1, i - 1))
            .collect(Collectors.joining());

    isRefused(XML, "<!DOCTYPE hash [<!ENTITY e0 'ha'>" + entities + "]><hash>&e999;</hash>");
    isRefused(
        XML,
        "<!DOCTYPE hash [<!ENTITY a '"
            + "a".repeat(30_000)
            + "'>]><hash>"
            + "&a;".repeat(9_000)
            + "</hash>");
  }

  @ParameterizedTest
  @ValueSource(ints = {17, 1_000, 9_000})
  void refusesXmlThatIsNestedDeeply(int depth) {
    isRefused(XML, "<hash>" + "<a>".repeat(depth) + "</a>".repeat(depth) + "</hash>");
  }

  @ParameterizedTest
  @ValueSource(ints = {33, 1_000, 10_000})
  void refusesJsonThatIsNestedDeeply(int depth) {
    isRefused(JSON, "{\"a\":".repeat(depth) + "1" + "}".repeat(depth));
  }

  @Test
  void refusesNestingThatIsHiddenBehindBracketsInTexts() {
    String shallow = "]".repeat(25_000);

    isRefused(JSON, "{\"a\":\"%s\",\"b\":%s}".formatted(shallow, "[".repeat(20_000)));
    isRefused(
        JSON,
        "{\"a\":\"\\\"%s\",\"b\":%s1%s}"
            .formatted(shallow, "{\"c\":".repeat(5_000), "}".repeat(5_000)));
  }

  @Test
  void readsBracketsInTexts() {
    String brackets = "[{".repeat(100) + "\\\"" + "]}".repeat(200);
    String json = "{\"credentials\":{\"password\":\"" + brackets + "\"}}";

    assertThat(password(JSON, json)).contains(brackets.replace("\\", ""));
  }

  @Test
  void refusesALongNameInFrontOfMany() {
    String name = "n".repeat(900);
    String json =
        "{\"%s\":{%s}}"
            .formatted(
                "n".repeat(30_000),
                IntStream.range(0, 3_000)
                    .mapToObj(i -> "\"" + i + "\":null")
                    .collect(Collectors.joining(",")));

    isRefused(JSON, json);
    isRefused(
        XML,
        "<hash>"
            + ("<" + name + ">").repeat(15)
            + "<a/>".repeat(8_000)
            + ("</" + name + ">").repeat(15)
            + "</hash>");
    isRefused(FORM, name + "=1");
  }

  @Test
  void refusesABodyThatIsTooLargeOrOfAnotherType() {
    var tooLarge =
        new SentRequest("POST", PATH).body(FORM, new byte[BoundedBody.LIMIT + 1]).received();
    var other = new SentRequest("POST", PATH).body("text/plain", "a=b").received();

    assertThat(Parameters.of(tooLarge).text("a")).isEmpty();
    assertThatThrownBy(() -> Parameters.of(other)).isInstanceOf(NotSupportedException.class);
    assertThatThrownBy(() -> ofForm(new byte[BoundedBody.LIMIT + 1]))
        .isInstanceOf(BoundedBody.TooLarge.class);
    // Not only the first time.
    assertThatThrownBy(() -> Parameters.of(other)).isInstanceOf(NotSupportedException.class);
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings()
        .ofMaxLength(40)
        .map(text -> text.replaceAll("\\p{Cs}", "\ud83d\ude00"));
  }

  /** What XML 1.0 can hold; a carriage return would be read as a line feed. */
  @Provide
  Arbitrary<String> xmlTexts() {
    return texts().map(text -> text.replaceAll("[^\\t\\n\\x20-\\uD7FF\\uE000-\\uFFFD]", "x"));
  }

  @Provide
  Arbitrary<String> types() {
    return Arbitraries.of(
        FORM, JSON, XML, "text/xml", "text/xml; charset=UTF-16", "", ";", "x/y", JSON + ";a=b");
  }

  @Provide
  Arbitrary<String> formLike() {
    return soup(
        "credentials[login]",
        "credentials%5Bpassword%5D",
        "a",
        "=",
        "&",
        "%",
        "%f",
        "%zz",
        "%00",
        "%ff",
        "%c3%a4",
        "ä",
        "[",
        "]",
        "[]",
        "+",
        ";",
        "\u0000",
        "😀");
  }

  @Provide
  Arbitrary<String> jsonLike() {
    return soup(
        "{",
        "}",
        "[",
        "]",
        "\"credentials\"",
        "\"password\"",
        "\"a\"",
        ":",
        ",",
        "null",
        "true",
        "1",
        "-",
        "1e999999999",
        "0.1",
        "\"\\u0000\"",
        "\"\\ud800\"",
        "\"\\",
        "\"",
        "{\"a\":1}",
        "{\"credentials\":{\"login\":\"x\"",
        "99999999999999999999",
        "\ufeff",
        " ");
  }

  @Provide
  Arbitrary<String> xmlLike() {
    Arbitrary<String> within =
        soup(
            "<a>",
            "</a>",
            "<credentials>",
            "</credentials>",
            "<a/>",
            "<hash>",
            "</hash>",
            "text",
            "&amp;",
            "&#0;",
            "&#x1F600;",
            "&x;",
            "<![CDATA[",
            "]]>",
            "<!--",
            "-->",
            "<?x",
            "?>",
            "<a type='array'>",
            "<a nil='true'/>",
            "<x:a xmlns:x='y'>",
            "</x:a>",
            "<!DOCTYPE a>",
            "\u0000",
            "\ufffe",
            "<a a='1' a='2'/>",
            "<",
            ">",
            "'");
    Arbitrary<String> before =
        Arbitraries.of(
            "<hash>",
            "",
            "<?xml version='1.0'?><hash>",
            "<?xml version='1.1' encoding='UTF-16'?><hash>",
            "<?xml version='2.0'?><hash>",
            "\ufeff<hash>");
    return Combinators.combine(before, within).as((start, rest) -> start + rest + "</hash>");
  }

  private static Arbitrary<String> soup(String... parts) {
    return Arbitraries.of(parts).list().ofMaxSize(30).map(list -> String.join("", list));
  }

  private static Optional<String> password(String type, String body) {
    return password(new SentRequest("POST", PATH).body(type, body));
  }

  private static Optional<String> password(SentRequest request) {
    return Parameters.of(request.received()).text("credentials[password]");
  }

  /** Nothing is the same as an empty text. */
  private static Optional<String> given(String value) {
    return Optional.of(value).filter(text -> !text.isEmpty());
  }

  private static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  private static FormParameters ofForm(String body) {
    return ofForm(body.getBytes(StandardCharsets.UTF_8));
  }

  private static FormParameters ofForm(byte[] body) {
    return FormParameters.of(new ByteArrayInputStream(body));
  }

  private static void isReadOrRefused(SentRequest request) {
    isReadOrRefused(() -> Parameters.of(request.received()).text("a"));
  }

  private static void isReadOrRefused(Supplier<Optional<String>> read) {
    try {
      assertThat(read.get()).isNotNull();
    } catch (BadRequest | BoundedBody.TooLarge | NotSupportedException e) {
      assertThat(e).hasNoCause();
    }
  }

  private static void isRefused(String type, String body) {
    ThrowingCallable read =
        () -> Parameters.of(new SentRequest("POST", PATH).body(type, body).received());
    assertThat(body.length()).isLessThanOrEqualTo(BoundedBody.LIMIT);
    assertThatThrownBy(read).isInstanceOf(BadRequest.class);
  }

  /** Reads it or refuses it, with less memory than a request may cost. */
  private static void isCheap(String type, String body) {
    isCheap(
        () -> Parameters.of(new SentRequest("POST", PATH).body(type, body).received()).text("a"));
  }

  private static void isCheap(Supplier<Optional<String>> read) {
    long before = allocated();
    isReadOrRefused(read);
    assertThat(allocated() - before).isLessThan(32L * 1024 * 1024);
  }

  private static long allocated() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
  }
}
