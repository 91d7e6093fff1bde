package org.gatehouse.core.settings;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.gatehouse.core.net.AddressRange;

/** Named texts, read as what they should be; each mistake is kept as a sentence. */
final class SettingTexts {
  private final Function<String, Optional<String>> source;
  private static final Pattern COMMAS = Pattern.compile(",");
  private static final int LONGEST_SECRET = 4_096;

  // Sets: whoever asks for a setting twice hears of a mistake in it once.
  private final Set<String> mistakes = new LinkedHashSet<>();
  private final Set<String> warnings = new LinkedHashSet<>();

  SettingTexts(Function<String, Optional<String>> source) {
    this.source = source;
  }

  void mistake(String sentence) {
    mistakes.add(sentence);
  }

  List<String> mistakes() {
    return List.copyOf(mistakes);
  }

  /** What an operator should know of settings that are no mistakes, one sentence each. */
  List<String> warnings() {
    return List.copyOf(warnings);
  }

  /** A file that is there. */
  Optional<Path> file(String name) {
    return optional(name)
        .flatMap(
            typed -> {
              Optional<Path> found = path(typed).filter(Files::isRegularFile);
              if (found.isEmpty()) {
                mistake(name + " must be a file that is there, not \"" + typed.strip() + "\".");
              }
              return found;
            });
  }

  /** A file that is there, and that nobody else should read. */
  Optional<Path> secretFile(String name) {
    Optional<Path> file = file(name);
    file.ifPresent(
        found -> {
          try {
            warnOfReaders(name, found);
          } catch (IOException e) {
            mistake(name + ": " + found + " can't be read; may the user that the server runs as?");
          }
        });
    return file;
  }

  /** A folder that is there. */
  Optional<Path> folder(String name) {
    return optional(name)
        .flatMap(
            typed -> {
              Optional<Path> found = path(typed).filter(Files::isDirectory);
              if (found.isEmpty()) {
                mistake(name + " must be a folder that is there, not \"" + typed.strip() + "\".");
              }
              return found;
            });
  }

  /**
   * A secret: the setting itself, or the first line of the file that the setting of that name with
   * {@code _FILE} behind it names, as containers and systemd hand secrets over.
   */
  Optional<String> secret(String name) {
    String ofFile = name + "_FILE";
    Optional<String> itself = optional(name).map(String::strip);
    Optional<String> file = optional(ofFile);
    if (file.isPresent() && itself.isPresent()) {
      mistake(name + " and " + ofFile + " must not both be set.");
    }
    return itself.or(() -> file.flatMap(typed -> secretIn(ofFile, typed.strip())));
  }

  private Optional<String> secretIn(String name, String typed) {
    Optional<Path> file = path(typed).filter(Files::isRegularFile);
    if (file.isEmpty()) {
      mistake(name + " must be a file that is there, not \"" + typed + "\".");
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(file.get())) {
      byte[] bytes = in.readNBytes(LONGEST_SECRET + 1);
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(bytes))
              .toString()
              .replaceFirst("\\r?\\n$", "");
      if (bytes.length > LONGEST_SECRET
          || text.isBlank()
          || text.matches("(?s).*[\\r\\n\\x00].*")) {
        mistake(
            name
                + ": "
                + typed
                + " must hold one line that isn't empty, of up to "
                + LONGEST_SECRET
                + " bytes.");
        return Optional.empty();
      }
      warnOfReaders(name, file.get());
      return Optional.of(text);
    } catch (CharacterCodingException e) {
      mistake(name + ": " + typed + " must be text in UTF-8.");
    } catch (IOException e) {
      mistake(name + ": " + typed + " can't be read; may the user that the server runs as?");
    }
    return Optional.empty();
  }

  /**
   * Warned of, not refused: containers hand secrets over as files that all may read, where there is
   * nobody else.
   */
  private void warnOfReaders(String name, Path file) throws IOException {
    if (Files.getFileStore(file).supportsFileAttributeView("posix")
        && Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ)) {
      warnings.add(
          name
              + ": everybody on this machine may read "
              + file
              + ". Unless it is a container's own, `chmod o= "
              + file
              + "`.");
    }
  }

  private static Optional<Path> path(String typed) {
    try {
      return Optional.of(Path.of(typed.strip()).toAbsolutePath().normalize());
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  Optional<String> optional(String name) {
    return source.apply(name).filter(text -> !text.isBlank());
  }

  String text(String name, String ifUnset) {
    return optional(name).map(String::strip).orElse(ifUnset);
  }

  String choice(String name, String ifUnset, String... allowed) {
    String value = text(name, ifUnset);
    if (!List.of(allowed).contains(value)) {
      mistakes.add(name + " must be " + String.join(" or ", allowed) + ", not \"" + value + "\".");
    }
    return value;
  }

  List<AddressRange> addressRanges(String name) {
    List<Optional<AddressRange>> ranges =
        COMMAS
            .splitAsStream(text(name, ""))
            .map(String::strip)
            .filter(text -> !text.isEmpty())
            .map(AddressRange::parse)
            .toList();
    if (!ranges.stream().allMatch(Optional::isPresent)) {
      mistake(
          name
              + " must be addresses or ranges such as 192.0.2.7, 10.0.0.0/8 or 2001:db8::/32, parted"
              + " by commas.");
    }
    return ranges.stream().flatMap(Optional::stream).toList();
  }

  int integer(String name, int ifUnset, int minimum, int maximum) {
    String value = text(name, Integer.toString(ifUnset));
    if (value.matches("[0-9]{1,9}")) {
      int number = Integer.parseInt(value);
      if (number >= minimum && number <= maximum) {
        return number;
      }
    }
    mistakes.add(
        name
            + " must be a whole number from "
            + minimum
            + " to "
            + maximum
            + ", not \""
            + value
            + "\".");
    return ifUnset;
  }

  Duration duration(String name, Duration ifUnset, Duration maximum) {
    return duration(name, ifUnset, Duration.ofMinutes(1), maximum, "PT12H or P30D");
  }

  Duration duration(
      String name, Duration ifUnset, Duration minimum, Duration maximum, String examples) {
    String value = text(name, ifUnset.toString());
    try {
      Duration duration = Duration.parse(value);
      if (duration.compareTo(minimum) >= 0 && duration.compareTo(maximum) <= 0) {
        return duration;
      }
    } catch (DateTimeParseException e) {
      // Told below, like a duration out of bounds.
    }
    mistakes.add(
        name
            + " must be an ISO 8601 duration between "
            + text(minimum)
            + " and "
            + text(maximum)
            + ", such as "
            + examples
            + ", not \""
            + value
            + "\".");
    return ifUnset;
  }

  /** Whole days as days, which Java writes as hours. */
  private static String text(Duration duration) {
    boolean days = duration.toDays() > 0 && Duration.ofDays(duration.toDays()).equals(duration);
    return days ? "P" + duration.toDays() + "D" : duration.toString();
  }
}
