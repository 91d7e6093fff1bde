package org.gatehouse.core.mail;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.gatehouse.core.settings.InvalidSettings;
import org.gatehouse.core.text.ShippedLanguages;

/**
 * The files that e-mails are made from: {@code layout.html}, the frame around every e-mail, and for
 * each kind and language a text, whose first line is the subject, and what the frame holds.
 */
final class TemplateFiles {
  private static final String SETTING = "GATEHOUSE_MAIL_TEMPLATES: ";
  private static final String LAYOUT = "layout.html";
  private static final String TEXT = ".txt";
  private static final String HTML = ".html";
  private static final long LARGEST = 65_536;

  private static final Pattern NAME =
      Pattern.compile("([a-z-]+)\\.([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)\\.(txt|html)");

  /** The subject, an empty line, the e-mail. */
  private static final Pattern SUBJECT =
      Pattern.compile("Subject: *(\\S[^\\n]*)\\n\\n(.+)", Pattern.DOTALL);

  private final Map<String, String> files = new TreeMap<>();
  private final List<String> mistakes = new ArrayList<>();
  private final Map<String, Map<MailKind, Pair>> languages = new TreeMap<>();

  private TemplateFiles() {}

  /**
   * Reads ours, and an operator's in the place of ours.
   *
   * @throws InvalidSettings naming all that is wrong with the operator's
   */
  static TemplateFiles read(Optional<Path> folder) {
    TemplateFiles read = new TemplateFiles();
    read.readShipped();
    folder.ifPresent(read::readFolder);
    read.check();
    if (!read.mistakes.isEmpty()) {
      throw new InvalidSettings(read.mistakes);
    }
    return read;
  }

  Map<String, Map<MailKind, Pair>> languages() {
    return languages;
  }

  Template layout() {
    return template(LAYOUT);
  }

  private void readShipped() {
    readShipped(LAYOUT);
    String one = MailKind.PASSWORD_RESET.templateName();
    for (String language :
        ShippedLanguages.of(TemplateFiles.class, tag -> one + "." + tag + TEXT)) {
      for (MailKind kind : MailKind.values()) {
        readShipped(kind.templateName() + "." + language + TEXT);
        readShipped(kind.templateName() + "." + language + HTML);
      }
    }
  }

  private void readShipped(String name) {
    try (InputStream in = TemplateFiles.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is not in the WAR");
      }
      put(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void readFolder(Path folder) {
    try (Stream<Path> found = Files.list(folder)) {
      found
          .filter(file -> file.toString().endsWith(TEXT) || file.toString().endsWith(HTML))
          .sorted()
          .forEach(this::readOwn);
    } catch (IOException e) {
      mistakes.add(SETTING + folder + " can't be read.");
    }
  }

  private void readOwn(Path file) {
    String name = file.getFileName().toString();
    try {
      if (Files.size(file) > LARGEST) {
        mistakes.add(SETTING + name + " is larger than 64 KiB.");
      } else {
        put(name, Files.readString(file));
      }
    } catch (CharacterCodingException e) {
      mistakes.add(SETTING + name + " is not in UTF-8.");
    } catch (IOException e) {
      mistakes.add(SETTING + name + " can't be read.");
    }
  }

  private void put(String name, String text) {
    // Some editors write a mark at the beginning, and lines as Windows has them.
    files.put(name, text.replaceFirst("^\ufeff", "").replace("\r\n", "\n"));
  }

  private Template template(String name) {
    return new Template(files.getOrDefault(name, ""));
  }

  private void check() {
    checkPlaceholders(LAYOUT, Set.of("language", "subject", "content"));
    if (!layout().placeholders().contains("content")) {
      mistakes.add(SETTING + LAYOUT + " has no {content}.");
    }
    files.keySet().stream().filter(name -> !name.equals(LAYOUT)).forEach(this::check);
  }

  private void check(String name) {
    Matcher parts = NAME.matcher(name);
    Optional<MailKind> kind = parts.matches() ? MailKind.called(parts.group(1)) : Optional.empty();
    if (kind.isEmpty()) {
      mistakes.add(
          SETTING
              + name
              + " is no template; those are layout.html and, with a language such as en, "
              + String.join(", ", Stream.of(MailKind.values()).map(MailKind::templateName).toList())
              + ", for example key-made.en.txt and key-made.en.html.");
      return;
    }
    Set<String> values = new HashSet<>(kind.get().placeholders());
    values.add(MailKind.PUBLIC_URL);
    checkPlaceholders(name, values);
    String stem = kind.get().templateName() + "." + parts.group(2);
    if (!files.containsKey(stem + TEXT) || !files.containsKey(stem + HTML)) {
      boolean isText = name.endsWith(TEXT);
      mistakes.add(SETTING + name + " needs " + stem + (isText ? HTML : TEXT) + " beside it.");
    } else if (name.endsWith(TEXT)) {
      addPair(kind.get(), parts.group(2), stem);
    }
  }

  private void addPair(MailKind kind, String language, String stem) {
    Matcher text = SUBJECT.matcher(template(stem + TEXT).text());
    if (!text.matches()) {
      mistakes.add(
          SETTING
              + stem
              + TEXT
              + " must begin with a line such as \"Subject: Your password\", and have an empty line and"
              + " the mail after it.");
      return;
    }
    languages
        .computeIfAbsent(
            Locale.forLanguageTag(language).toLanguageTag(), tag -> new EnumMap<>(MailKind.class))
        .put(
            kind,
            new Pair(
                new Template(text.group(1).strip()),
                new Template(text.group(2)),
                template(stem + HTML)));
  }

  private void checkPlaceholders(String name, Set<String> known) {
    template(name).placeholders().stream()
        .filter(placeholder -> !known.contains(placeholder))
        .sorted()
        .forEach(
            placeholder ->
                mistakes.add(
                    SETTING
                        + name
                        + " has the unknown placeholder {"
                        + placeholder
                        + "}; known are {"
                        + String.join("}, {", known.stream().sorted().toList())
                        + "}."));
  }

  /**
   * An e-mail of one kind in one language.
   *
   * @param subject its subject
   * @param text all of it as plain text
   * @param html what the layout holds
   */
  record Pair(Template subject, Template text, Template html) {}
}
