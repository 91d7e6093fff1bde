package org.gatehouse.federation.saml;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import net.shibboleth.shared.xml.XMLParserException;
import org.gatehouse.core.refusal.InvalidInput;
import org.w3c.dom.Document;

/** The text of metadata that came as bytes, in whatever encoding (XML 1.0, 4.3.3). */
final class MetadataText {
  private MetadataText() {}

  /**
   * The text: the parser finds out how it is encoded, by its byte order mark or its declaration.
   *
   * @param found anything
   * @throws InvalidInput if it isn't XML
   */
  static String of(byte[] found) {
    byte[] bytes = fromItsDeclaration(found);
    try {
      Document document = OpenSaml.parse(bytes);
      String declared = document.getXmlEncoding();
      // Which of the two orders of UTF-16, only the parser can say.
      boolean known = declared != null && !declared.toUpperCase(Locale.ROOT).startsWith("UTF-16");
      String encoding = known ? declared : document.getInputEncoding();
      return new String(bytes, Charset.forName(encoding == null ? "UTF-8" : encoding));
    } catch (XMLParserException | IllegalArgumentException e) {
      return utf8(bytes);
    }
  }

  /** Without the space in front that pasting brings: behind it a declaration wouldn't count. */
  private static byte[] fromItsDeclaration(byte[] bytes) {
    int start = 0;
    while (start < bytes.length && " \t\r\n".indexOf(bytes[start]) >= 0) {
      start++;
    }
    return Arrays.copyOfRange(bytes, start, bytes.length);
  }

  /** Some tools write UTF-8 and declare something else. */
  private static String utf8(byte[] bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      OpenSaml.parse(trimmed(text));
      return text;
    } catch (CharacterCodingException | XMLParserException e) {
      throw new InvalidInput(MetadataRule.NOT_XML);
    }
  }

  /** Without what stands around XML and isn't any: space, byte order marks, ends of old files. */
  static String trimmed(String text) {
    return text.replaceFirst("^[\\s\\x{FEFF}]+", "").replaceFirst("[\\s\\x{FEFF}\\x00\\x1A]+$", "");
  }
}
