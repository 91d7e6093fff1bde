package org.gatehouse.core.branding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
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

  private static byte[] chunk(String type, byte[] data) {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 crc = new CRC32();
    crc.update(name);
    crc.update(data);
    return ByteBuffer.allocate(data.length + 12)
        .putInt(data.length)
        .put(name)
        .put(data)
        .putInt((int) crc.getValue())
        .array();
  }

  /** The picture with one more chunk after its header. */
  private static byte[] with(String type, byte[] data) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write(PICTURE, 0, AFTER_HEADER);
    all.writeBytes(chunk(type, data));
    all.write(PICTURE, AFTER_HEADER, PICTURE.length - AFTER_HEADER);
    return all.toByteArray();
  }

  private static byte[] head(int width, int height, int depth, int colorType) {
    return ByteBuffer.allocate(13)
        .putInt(width)
        .putInt(height)
        .put((byte) depth)
        .put((byte) colorType)
        .array();
  }

  /** A picture with this head and this data. */
  private static byte[] made(byte[] head, byte[] data) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write(PICTURE, 0, 8);
    all.writeBytes(chunk("IHDR", head));
    all.writeBytes(chunk("IDAT", data));
    all.writeBytes(chunk("IEND", new byte[0]));
    return all.toByteArray();
  }

  /** So many zeros, as a picture has its data. */
  private static byte[] packed(int zeros) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(packed)) {
      out.write(new byte[zeros]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  /** As a program for pictures writes it. */
  private static byte[] written(BufferedImage image, boolean interlaced) throws IOException {
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
    ImageWriteParam how = writer.getDefaultWriteParam();
    how.setProgressiveMode(
        interlaced ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
    try (ImageOutputStream out = ImageIO.createImageOutputStream(written)) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), how);
    } finally {
      writer.dispose();
    }
    return written.toByteArray();
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
  @ValueSource(
      strings = {"tEXt", "eXIf", "iCCP", "tIME", "acTL", "zTXt", "prVt", "gAMA", "PLTE", "IHDR"})
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

  @ParameterizedTest
  @ValueSource(
      ints = {
        BufferedImage.TYPE_INT_RGB,
        BufferedImage.TYPE_INT_ARGB,
        BufferedImage.TYPE_BYTE_GRAY,
        BufferedImage.TYPE_USHORT_GRAY,
        BufferedImage.TYPE_BYTE_BINARY,
        BufferedImage.TYPE_BYTE_INDEXED
      })
  void mayBeOfAnySortAndSize(int type) throws IOException {
    for (int side = 1; side <= 9; side++) {
      for (int other = 1; other <= 9; other++) {
        BufferedImage image = new BufferedImage(side, other, type);
        image.setRGB(side - 1, other - 1, 0xffffffff);
        for (boolean interlaced : List.of(false, true)) {
          byte[] kept = PngImage.read(base64(written(image, interlaced))).bytes();
          BufferedImage shown = ImageIO.read(new ByteArrayInputStream(kept));
          assertThat(shown.getRGB(side - 1, other - 1))
              .as("%d x %d, interlaced: %s", side, other, interlaced)
              .isEqualTo(image.getRGB(side - 1, other - 1));
        }
      }
    }
  }

  @Test
  void isDrawnOfItsPixelsAlone() {
    byte[] head = head(3, 2, 8, 2);
    int whole = 2 * (1 + 3 * 3);
    byte[] picture = PngImage.read(base64(made(head, packed(whole)))).bytes();

    byte[] longer = Arrays.copyOf(packed(whole), packed(whole).length + 500);
    for (byte[] data : List.of(packed(whole + 1), packed(20_000_000), longer)) {
      assertThat(PngImage.read(base64(made(head, data))).bytes()).isEqualTo(picture);
    }
    isRefused(made(head, packed(whole - 1)), BrandRule.LOGO_INVALID);
    isRefused(made(head, "<script>".getBytes(StandardCharsets.US_ASCII)), BrandRule.LOGO_INVALID);
    isRefused(made(head, new byte[0]), BrandRule.LOGO_INVALID);
  }

  @Test
  void hasAHeadThatThereCanBe() {
    byte[] one = packed(1 + 8);

    assertThat(PngImage.read(base64(made(head(1, 1, 16, 6), one))).height()).isEqualTo(1);
    isRefused(made(head(1, 1, 16, 3), packed(1 + 2)), BrandRule.LOGO_INVALID);
    isRefused(made(head(1, 1, 8, 3), packed(1 + 1)), BrandRule.LOGO_INVALID);
    isRefused(made(head(1, 1, 16, 5), one), BrandRule.LOGO_INVALID);
    isRefused(made(head(0, 1, 16, 6), one), BrandRule.LOGO_INVALID);
    isRefused(made(head(-1, 1, 16, 6), one), BrandRule.LOGO_INVALID);
    for (int method = 10; method < 13; method++) {
      byte[] unknown = head(1, 1, 16, 6);
      unknown[method] = 2;
      isRefused(made(unknown, one), BrandRule.LOGO_INVALID);
    }
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
