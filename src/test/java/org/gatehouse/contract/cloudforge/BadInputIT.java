package org.gatehouse.contract.cloudforge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.contract.cloudforge.Application.LOGIN;
import static org.gatehouse.contract.cloudforge.Application.ME;
import static org.gatehouse.contract.cloudforge.Application.isAccepted;
import static org.gatehouse.contract.cloudforge.Application.isError;
import static org.gatehouse.contract.cloudforge.Application.isRefused;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gatehouse.fixture.Api;
import org.gatehouse.fixture.DeployedGatehouse;
import org.gatehouse.fixture.Reply;
import org.gatehouse.fixture.Workspace;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that can't be understood: refused in the dialect's shape, in the format asked for. */
@ExtendWith(DeployedGatehouse.class)
class BadInputIT {
  private static final String NO_XML = "The body must be XML without a document type.";
  private static final String NO_JSON = "The body must be a JSON object.";
  private static final String TWICE = "A parameter is given twice.";
  private static final String NO_LIST = "No parameter is a list.";
  private static final int LIMIT = 64 * 1024;

  private static Workspace works;
  private static Application app;
  private static String credentials;

  @BeforeAll
  static void signUp() {
    works = Workspace.signUp();
    app = Application.of(works);
    credentials =
        Application.body(Application.XML, app.with(works.administrator()))
            .replaceAll("</?hash>", "");
  }

  /** The reply to both extensions is the same error, each in its format. */
  private static void isErrorInBoth(String type, byte[] body, int status, String error) {
    for (String extension : List.of("json", "xml")) {
      Reply reply = Api.anonymous().post(LOGIN + "." + extension, type, body);
      isError(reply, status, error).hasSecurityHeaders();
      assertThat(reply.header("Content-Type").orElse("")).startsWith("application/" + extension);
    }
  }

  private static void isErrorInBoth(String type, String body, int status, String error) {
    isErrorInBoth(type, body.getBytes(StandardCharsets.UTF_8), status, error);
  }

  // XML

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE hash><hash>CREDENTIALS</hash>",
        "<!DOCTYPE hash SYSTEM \"http://localhost:1/x.dtd\"><hash>CREDENTIALS</hash>",
        "<!DOCTYPE hash [<!ENTITY a \"b\">]><hash>CREDENTIALS</hash>",
        "<!DOCTYPE hash [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><hash><x>&a;</x></hash>",
        "<!DOCTYPE hash [<!ENTITY % a SYSTEM \"http://localhost:1/\"> %a;]><hash/>",
        "<hash><x>&unknown;</x></hash>",
        "<hash>CREDENTIALS",
        "<hash>CREDENTIALS</hash",
        "<hash>CREDENTIALS</hash><hash/>",
        "<hash>CREDENTIALS</hash>text",
        "text",
        " ",
        "<hash><a></b></hash>",
        "<hash a=\"1\" a=\"2\">CREDENTIALS</hash>",
        "<hash><x>&#0;</x></hash>",
        "<hash><x>\u0001</x></hash>",
        "{\"credentials\": {}}",
        "<?xml version=\"2.0\"?><hash>CREDENTIALS</hash>",
        " <?xml version=\"1.0\"?><hash>CREDENTIALS</hash>"
      })
  void isRefusedWhereItIsNoXml(String xml) {
    isErrorInBoth(Application.XML, xml.replace("CREDENTIALS", credentials), 400, NO_XML);
  }

  @Test
  void isRefusedAtABombOfEntities() {
    String bomb =
        "<!DOCTYPE hash [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">"
            + "<!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">]><hash><x>&c;</x></hash>";

    isErrorInBoth("text/xml", bomb, 400, NO_XML);
  }

  @Test
  void isRefusedWhereTheXmlHasAnotherRoot() {
    for (String root : List.of("credentials", "Hash", "hash2")) {
      isErrorInBoth(
          Application.XML,
          "<%1$s>%2$s</%1$s>".formatted(root, credentials),
          400,
          "The root of the XML must be hash.");
    }
  }

  @Test
  void isRefusedWhereTheXmlIsDeep() {
    int most = 15;
    String deeper = "<x>".repeat(most + 1) + "</x>".repeat(most + 1);
    String abyss = "<x>".repeat(9_000) + "</x>".repeat(7_000);

    isErrorInBoth(
        Application.XML, "<hash>" + deeper + "</hash>", 400, "The XML is nested too deeply.");
    isErrorInBoth(Application.XML, "<hash>" + abyss, 400, "The XML is nested too deeply.");
    isAccepted(
        Api.anonymous()
            .post(
                LOGIN,
                Application.XML,
                "<hash>" + credentials + deeper.substring(3, deeper.length() - 4) + "</hash>"));
  }

  @Test
  void isRefusedWhereTheXmlHasLists() {
    isErrorInBoth(Application.XML, "<hash><x type=\"array\"><x>1</x></x></hash>", 400, NO_LIST);
    isErrorInBoth(Application.XML, "<hash><x>1</x><x>2</x></hash>", 400, TWICE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "ISO-8859-1"})
  void isRefusedWhereTheXmlIsNotUtf8(String encoding) {
    String xml = "<?xml version=\"1.0\" encoding=\"" + encoding + "\"?><hash><x>\u00e4</x></hash>";
    for (String type : List.of("application/xml", "application/xml; charset=" + encoding)) {
      Reply reply = Api.anonymous().post(LOGIN, type, xml.getBytes(Charset.forName(encoding)));
      assertThat(reply.is(400).text("error")).isIn("The body must be UTF-8.", NO_XML);
    }
  }

  @Test
  void isAcceptedWhateverElseXmlHas() {
    for (String xml :
        List.of(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<hash>" + credentials + "</hash>\n",
            "<!-- a comment --><hash><?pi?>" + credentials + "<!-- --></hash>",
            "<hash xmlns=\"urn:x\">" + credentials + "</hash>",
            "<hash>" + credentials.replace("ann<", "&#97;nn<") + "</hash>",
            "<hash>" + credentials.replace(">ann<", "><![CDATA[ann]]><") + "</hash>",
            "<hash><x nil=\"true\"/><y/><z type=\"integer\">1</z>" + credentials + "</hash>")) {
      isAccepted(Api.anonymous().post(LOGIN, Application.XML, xml));
    }
  }

  // JSON

  @ParameterizedTest
  @ValueSource(
      strings = {"{", "[]", "null", "x", "{}{}", "{'a': 1}", "<hash/>", " ", "{\"a\": 1e}"})
  void isRefusedWhereItIsNoJsonObject(String json) {
    isErrorInBoth(Application.JSON, json, 400, NO_JSON);
  }

  @Test
  void isRefusedWhereTheJsonIsDeepOrHasLists() {
    isErrorInBoth(Application.JSON, "{\"a\":".repeat(5_000), 400, "The JSON is nested too deeply.");
    isErrorInBoth(Application.JSON, "{\"a\": [\"b\"]}", 400, NO_LIST);
    isErrorInBoth(Application.JSON, "{\"a\": {\"b\": 1}, \"a[b]\": 2}", 400, TWICE);
  }

  @Test
  void isRefusedWhereTheJsonIsNotUtf8() {
    isErrorInBoth(
        Application.JSON,
        "{\"a\": \"\u00e4\"}".getBytes(StandardCharsets.ISO_8859_1),
        400,
        "The body must be UTF-8.");
  }

  // Forms

  @Test
  void isRefusedWhereAParameterIsGivenTwice() {
    isErrorInBoth(Application.FORM, "a=1&a=2", 400, TWICE);
    isErrorInBoth(Application.FORM, "a=1&%61=", 400, TWICE);
    isError(Api.anonymous().post(LOGIN + "?a=1", Application.FORM, "a=2"), 400, TWICE);
    isError(Api.anonymous().post(LOGIN + "?a=1", Application.JSON, "{\"a\": 2}"), 400, TWICE);
    isAccepted(
        Api.anonymous()
            .postForm(LOGIN + "?" + Api.form(app.developer()), app.with(works.administrator())));
  }

  @Test
  void isRefusedWhereCredentialsAreGivenTwice() {
    String form = Api.form(app.with(works.administrator()));

    isErrorInBoth(Application.FORM, form + "&credentials%5Blogin%5D=bob", 400, TWICE);
    isErrorInBoth(Application.FORM, form + "&credentials[password]=other", 400, TWICE);
    isError(Api.anonymous().get(ME + "?" + form + "&credentials%5Bdomain%5D=x"), 400, TWICE);
  }

  @Test
  void isRefusedAlsoWhereACookieSaysWho() {
    String form = Api.form(app.with(works.administrator())) + "&credentials%5Blogin%5D=bob";
    Api withCookie = Api.anonymous().withCookie(works.administrator().token());

    isError(withCookie.get(ME + "?" + form), 400, TWICE);
    isError(withCookie.get(ME + ".xml?a=%ff"), 400, "The body must be UTF-8.");
    isError(withCookie.post("/api/1/logout", Application.FORM, form), 400, TWICE);
    isError(withCookie.post("/api/1/logout", Application.XML, "<hash>"), 400, NO_XML);
    withCookie.get(ME).is(200);
  }

  @ParameterizedTest
  @CsvSource({"a=%", "a=%1", "a=%zz", "%=a", "a=%u1234"})
  void isRefusedWhereAFormIsNotWellEncoded(String form) {
    isErrorInBoth(Application.FORM, form, 400, "The parameters are not well encoded.");
  }

  @Test
  void isRefusedWhereAFormIsNotUtf8() {
    isErrorInBoth(Application.FORM, "a=%ff", 400, "The body must be UTF-8.");
    isErrorInBoth(Application.FORM, "a=%c0%af", 400, "The body must be UTF-8.");
    isErrorInBoth(Application.FORM, "a=%ed%a0%80", 400, "The body must be UTF-8.");
    isErrorInBoth(
        Application.FORM,
        "a=\u00e4".getBytes(StandardCharsets.ISO_8859_1),
        400,
        "The body must be UTF-8.");
  }

  @Test
  void isRefusedWhereThereAreTooManyParameters() {
    Map<String, String> many = new LinkedHashMap<>();
    for (int i = 0; i < 201; i++) {
      many.put("p" + i, "1");
    }

    isErrorInBoth(Application.FORM, Api.form(many), 400, "There are too many parameters.");
  }

  // Sizes and types

  @Test
  void isRefusedWhereTheBodyIsTooLarge() {
    byte[] large = "a".repeat(LIMIT + 1).getBytes(StandardCharsets.UTF_8);

    isErrorInBoth(Application.FORM, large, 413, "Request Entity Too Large");
    Reply chunked =
        Api.anonymous()
            .with("Content-Type", Application.FORM)
            .send(
                "POST",
                LOGIN + ".xml",
                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)));
    isError(chunked, 413, "The body must not be larger than 65536 bytes.");
  }

  @Test
  void isAcceptedUpToTheLimit() {
    String form = Api.form(app.with(works.administrator())) + "&a=";

    isAccepted(
        Api.anonymous().post(LOGIN, Application.FORM, form + "x".repeat(LIMIT - form.length())));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "multipart/form-data; boundary=x",
        "application/octet-stream",
        "application/yaml",
        "application/xhtml+xml",
        "garbage"
      })
  void isRefusedWhereTheTypeIsAnother(String type) {
    String form = Api.form(app.with(works.administrator()));

    isErrorInBoth(type, form, 415, "Unsupported Media Type");
  }

  @Test
  void isRefusedWhereThereIsNoType() {
    isError(Api.anonymous().post(LOGIN + ".xml", "a=b"), 415, "Unsupported Media Type");
  }

  @Test
  void isNoMatterWhereThereIsNoBody() {
    isRefused(Api.anonymous().post(LOGIN, "text/plain", ""));
    isRefused(Api.anonymous().post(LOGIN, Application.XML, ""));
  }

  // Paths and methods

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/1/organizations/nothing",
        "/api/1/organizations/nothing/at/all",
        "/api/1/organizations/isLoginUnique/x",
        "/api/1/users",
        "/api/1/users/you",
        "/api/1/users/me/x",
        "/api/1/login/x",
        "/api/1/logout/x"
      })
  void isRefusedWhereThePathIsUnknown(String path) {
    for (Map<String, String> given : List.of(Map.of("a", "b"), app.with(works.administrator()))) {
      isError(Api.anonymous().get(path + ".json", given), 404, "Not Found").hasSecurityHeaders();
      isError(Api.anonymous().get(path + ".xml", given), 404, "Not Found");
      isError(Api.anonymous().get(path, given), 404, "Not Found");
    }
  }

  @Test
  void isRefusedWhereTheExtensionIsUnknown() {
    for (String path : List.of(LOGIN + ".txt", LOGIN + ".JSON", LOGIN + ".", ME + ".json.xml")) {
      isError(Api.anonymous().postForm(path, app.with(works.administrator())), 404, "Not Found");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /api/1/login, POST",
    "PUT, /api/1/login.xml, POST",
    "GET, /api/1/logout.json, POST",
    "GET, /api/1/organizations.xml, POST",
    "DELETE, /api/1/organizations, POST",
    "POST, /api/1/organizations/isLoginUnique.json, GET",
    "DELETE, /api/1/organizations/isDomainUnique.xml, GET",
    "POST, /api/1/users/me.xml, GET"
  })
  void isRefusedWhereTheMethodIsAnother(String method, String path, String allowed) {
    Reply reply = Api.anonymous().send(method, path, BodyPublishers.noBody());

    isError(reply, 405, "Method Not Allowed").hasSecurityHeaders();
    assertThat(reply.header("Allow").orElse("")).contains(allowed);
  }
}
