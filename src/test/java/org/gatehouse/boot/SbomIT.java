package org.gatehouse.boot;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.ZipFile;
import org.gatehouse.fixture.Api;
import org.gatehouse.fixture.Build;
import org.gatehouse.fixture.DeployedGatehouse;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the WAR says of its libraries, for scanners and auditors, is what is in it. */
@Tag("smoke")
@ExtendWith(DeployedGatehouse.class)
class SbomIT {
  private static final String BILL = "META-INF/sbom/gatehouse.cdx.json";
  private static final String LICENCES = "META-INF/sbom/licences.txt";
  private static final String LIBRARIES = "WEB-INF/lib/";

  @Test
  void namesEachLibraryByItsHash() throws IOException, NoSuchAlgorithmException {
    try (var war = new ZipFile(Build.war().toFile())) {
      Map<String, String> said =
          components(war).stream().collect(Collectors.toMap(SbomIT::file, SbomIT::hash));

      assertThat(said).isNotEmpty().isEqualTo(libraries(war));
    }
  }

  @Test
  void knowsTheLicenceOfEachLibrary() throws IOException {
    try (var war = new ZipFile(Build.war().toFile())) {
      String licences = text(war, LICENCES);

      for (JsonObject library : components(war)) {
        assertThat(licences)
            .containsPattern(
                "(?m)^ +\\(.+\\) .*\\("
                    + String.join(
                        ":",
                        library.getString("group"),
                        library.getString("name"),
                        library.getString("version"))
                    + " - ");
      }
      assertThat(licences).doesNotContainIgnoringCase("unknown");
    }
  }

  /** Whoever knows the versions knows the holes. */
  @Test
  void nobodyReadsItOverHttp() {
    for (String file : List.of(BILL, LICENCES)) {
      Api.anonymous().get("/" + file).is(404);
    }
  }

  private static List<JsonObject> components(ZipFile war) throws IOException {
    try (InputStream bill = war.getInputStream(war.getEntry(BILL));
        var reader = Json.createReader(bill)) {
      return reader.readObject().getJsonArray("components").getValuesAs(JsonObject.class);
    }
  }

  /** The name that the build gives the file of a component. */
  private static String file(JsonObject component) {
    String classifier = component.getString("purl").replaceFirst("^.*[?&]classifier=", "-");
    return component.getString("name")
        + "-"
        + component.getString("version")
        + (classifier.startsWith("-") ? classifier.replaceFirst("&.*", "") : "")
        + ".lib.jar";
  }

  private static String hash(JsonObject component) {
    return component.getJsonArray("hashes").getValuesAs(JsonObject.class).stream()
        .filter(hash -> hash.getString("alg").equals("SHA-256"))
        .map(hash -> hash.getString("content"))
        .findAny()
        .orElse("no SHA-256");
  }

  private static Map<String, String> libraries(ZipFile war)
      throws IOException, NoSuchAlgorithmException {
    var libraries = new TreeMap<String, String>();
    for (var entry : war.stream().filter(entry -> entry.getName().endsWith(".jar")).toList()) {
      try (var content =
          new DigestInputStream(war.getInputStream(entry), MessageDigest.getInstance("SHA-256"))) {
        content.transferTo(OutputStream.nullOutputStream());
        libraries.put(
            entry.getName().substring(LIBRARIES.length()),
            HexFormat.of().formatHex(content.getMessageDigest().digest()));
      }
    }
    return libraries;
  }

  private static String text(ZipFile war, String name) throws IOException {
    try (InputStream content = war.getInputStream(war.getEntry(name))) {
      return new String(content.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
