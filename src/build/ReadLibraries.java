import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Tells Payara which libraries it needn't look through. By itself it reads every class of each of
 * them at each start, a sixth of a start, though no library has anything for it. It takes one for
 * read already that is beside its archive in another form: {@code WEB-INF__lib__x_jar} for {@code
 * WEB-INF/lib/x.jar}. An archive without entries does, and unlike an empty file it isn't warned of.
 */
class ReadLibraries {
  /** The end of a list of entries, of which there is none. */
  private static final byte[] EMPTY_ARCHIVE = Arrays.copyOf(new byte[] {'P', 'K', 5, 6}, 22);

  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    try (var left = Files.list(folder)) {
      for (Path file : left.toList()) {
        Files.delete(file);
      }
    }
    for (String entry : List.of(System.getProperty("java.class.path").split(File.pathSeparator))) {
      if (entry.endsWith(".jar")) {
        String name = Path.of(entry).getFileName().toString().replaceFirst("\\.jar$", ".lib_jar");
        Files.write(folder.resolve("WEB-INF__lib__" + name), EMPTY_ARCHIVE);
      }
    }
  }
}
