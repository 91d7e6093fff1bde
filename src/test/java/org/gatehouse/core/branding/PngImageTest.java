package org.gatehouse.core.branding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.fixture.Png;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which pictures are taken, and what is kept of them. */
class PngImageTest {
  private static final int AFTER_HEADER = 8 + 12 + 13;
  private static final byte[] PICTURE = Png.bytes(200, 50);

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static void isRefused(byte[] bytes, BrandRule rule) {
    assertThatThrownBy(() -> PngImage.read(base64(bytes)))
        .isInstanceOfSatisfying(InvalidInput.class, e -> assertThat(e.rule()).isEqualTo(rule));
  }

  /** The picture with one more chunk after its header. */
  private static byte[] with(String type, byte[] data) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write(PICTURE, 0, AFTER_HEADER);
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 crc = new CRC32();
    crc.update(name);
    crc.update(data);
    all.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
    all.writeBytes(name);
    all.writeBytes(data);
    all.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    all.write(PICTURE, AFTER_HEADER, PICTURE.length - AFTER_HEADER);
    return all.toByteArray();
  }

  @Test
  void isThePictureThatWasGiven() throws IOException {
    PngImage image = PngImage.read("data:image/png;base64," + base64(PICTURE));

    assertThat(image.width()).isEqualTo(200);
    assertThat(image.height()).isEqualTo(50);
    assertThat(ImageIO.read(new ByteArrayInputStream(image.bytes())).getRGB(100, 25))
        .isEqualTo(0xff3a6ea5);
    assertThat(PngImage.read(base64(image.bytes())).bytes()).isEqualTo(image.bytes());
  }

  @ParameterizedTest
  @ValueSource(strings = {"tEXt", "eXIf", "iCCP", "tIME", "acTL", "zTXt", "prVt"})
  void losesWhatIsNotOfThePicture(String chunk) {
    byte[] more = with(chunk, "Vienna, <script>".getBytes(StandardCharsets.US_ASCII));

    assertThat(PngImage.read(base64(more)).bytes())
        .isEqualTo(PngImage.read(base64(PICTURE)).bytes());
  }

  @Test
  void losesWhatComesAfterItsEnd() {
    byte[] longer = Arrays.copyOf(PICTURE, PICTURE.length + 500);

    assertThat(PngImage.read(base64(longer)).bytes())
        .isEqualTo(PngImage.read(base64(PICTURE)).bytes());
  }

  @Test
  void isSmall() {
    isRefused(Png.bytes(1025, 1), BrandRule.LOGO_TOO_LARGE);
    isRefused(Png.bytes(1, 1025), BrandRule.LOGO_TOO_LARGE);
    isRefused(with("tEXt", new byte[32 * 1024]), BrandRule.LOGO_TOO_LARGE);
    assertThatThrownBy(() -> PngImage.read("A".repeat(1_000_000))).hasMessageContaining("32 KiB");
    assertThat(PngImage.read(Png.picture(1024, 1024)).width()).isEqualTo(1024);
  }

  @Test
  void isPng() {
    isRefused("GIF89a".getBytes(StandardCharsets.US_ASCII), BrandRule.LOGO_INVALID);
    isRefused(
        "<svg xmlns='http://www.w3.org/2000/svg'/>".getBytes(StandardCharsets.US_ASCII),
        BrandRule.LOGO_INVALID);
    isRefused(new byte[0], BrandRule.LOGO_INVALID);
    isRefused(Arrays.copyOf(PICTURE, AFTER_HEADER), BrandRule.LOGO_INVALID);
    byte[] broken = PICTURE.clone();
    broken[AFTER_HEADER + 12] ^= 1;
    isRefused(broken, BrandRule.LOGO_INVALID);
  }

  @Property
  void anythingElseIsRefusedAndNothingWorse(@ForAll byte[] tail, @ForAll boolean signed) {
    byte[] bytes = tail.clone();
    if (signed) {
      byte[] whole = Arrays.copyOf(PICTURE, AFTER_HEADER + tail.length);
      System.arraycopy(tail, 0, whole, AFTER_HEADER, tail.length);
      bytes = whole;
    }
    isRefused(bytes, BrandRule.LOGO_INVALID);
  }
}
