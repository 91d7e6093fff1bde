package org.gatehouse.core.mail;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.gatehouse.core.settings.InvalidSettings;
import org.gatehouse.core.settings.Settings;

/**
 * What e-mails look like, in each language that there are templates for. An operator's files take
 * the place of ours, one by one.
 */
@Singleton
public class Templates {
  private static final Map<String, String> ENTITIES =
      Map.of("&", "&amp;", "<", "&lt;", ">", "&gt;", "\"", "&quot;", "'", "&#39;");

  private final Map<String, Map<MailKind, TemplateFiles.Pair>> languages;
  private final Template layout;
  private final String publicUrl;
  private final String usual;

  /**
   * @param settings where an operator's templates are, and what the usual language is
   * @throws InvalidSettings if one of them can't be used, each with its reason
   */
  @Inject
  public Templates(Settings settings) {
    TemplateFiles files = TemplateFiles.read(settings.mail().templates());
    this.languages = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    this.languages.putAll(files.languages());
    this.layout = files.layout();
    this.publicUrl = settings.publicUrl().toString();
    this.usual = settings.mail().language();
    if (languages.getOrDefault(usual, Map.of()).size() < MailKind.values().length) {
      throw new InvalidSettings(
          List.of(
              "GATEHOUSE_MAIL_LANGUAGE must be a language that there are all templates in: "
                  + String.join(" or ", complete())
                  + ", not \""
                  + usual
                  + "\"."));
    }
  }

  private List<String> complete() {
    return languages.entrySet().stream()
        .filter(language -> language.getValue().size() == MailKind.values().length)
        .map(Map.Entry::getKey)
        .toList();
  }

  /**
   * The language to write to somebody who likes these best.
   *
   * @param ranges as browsers tell it: a language priority list (RFC 4647, RFC 9110 12.5.4);
   *     anything is allowed
   * @return nothing, if they name none that there are templates for
   */
  public Optional<String> language(String ranges) {
    try {
      List<Locale> known = languages.keySet().stream().map(Locale::forLanguageTag).toList();
      return Optional.ofNullable(Locale.lookup(Locale.LanguageRange.parse(ranges), known))
          .map(Locale::toLanguageTag);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      // The other for "-", on Java 17.
      return Optional.empty();
    }
  }

  /** Writes an e-mail in the language of who gets it, if there is one for it, or the usual one. */
  Rendered render(Mail mail) {
    String language =
        mail.to()
            .language()
            .flatMap(this::language)
            .filter(tag -> templates(tag, mail.kind()).isPresent())
            .orElse(usual);
    TemplateFiles.Pair templates = templates(language, mail.kind()).orElseThrow();
    String subject = templates.subject().fill(name -> text(mail, name));
    String content = templates.html().fill(name -> html(mail, name));
    Map<String, String> page =
        Map.of("language", escape(language), "subject", escape(subject), "content", content);
    return new Rendered(
        language,
        subject,
        templates.text().fill(name -> text(mail, name)),
        layout.fill(name -> page.getOrDefault(name, "")));
  }

  private Optional<TemplateFiles.Pair> templates(String language, MailKind kind) {
    return Optional.ofNullable(languages.getOrDefault(language, Map.of()).get(kind));
  }

  private String text(Mail mail, String name) {
    return mail.lists().containsKey(name)
        ? mail.lists().get(name).stream()
            .map(item -> "- " + plain(item))
            .collect(Collectors.joining("\n"))
        : plain(value(mail, name));
  }

  private String html(Mail mail, String name) {
    return mail.lists().containsKey(name)
        ? mail.lists().get(name).stream()
            .map(item -> "<li>" + escape(plain(item)) + "</li>")
            .collect(Collectors.joining("\n"))
        : escape(plain(value(mail, name)));
  }

  private String value(Mail mail, String name) {
    String value = name.equals(MailKind.PUBLIC_URL) ? publicUrl : mail.values().get(name);
    if (value == null) {
      throw new IllegalArgumentException("A mail " + mail.kind() + " needs " + name);
    }
    return value;
  }

  /** On one line: nobody begins a header or a paragraph of their own. */
  private static String plain(String value) {
    return value.replaceAll("[\\p{Cc}\\u2028\\u2029]", " ");
  }

  private static String escape(String value) {
    StringBuilder escaped = new StringBuilder();
    value
        .codePoints()
        .mapToObj(Character::toString)
        .forEach(part -> escaped.append(ENTITIES.getOrDefault(part, part)));
    return escaped.toString();
  }

  /**
   * An e-mail as somebody will read it.
   *
   * @param language in which it is
   * @param subject on one line
   * @param text the whole of it as plain text
   * @param html the same as a page
   */
  record Rendered(String language, String subject, String text, String html) {}
}
