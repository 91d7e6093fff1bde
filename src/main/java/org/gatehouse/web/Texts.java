package org.gatehouse.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import java.text.MessageFormat;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.gatehouse.core.refusal.BrokenRule;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.http.browser.PageTexts;
import org.jspecify.annotations.Nullable;

/** Says things in the language of the person, beside the field they are about. */
@ApplicationScoped
public class Texts {
  /** The format that is read alike in every country: ISO 8601, but for the T. */
  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  @Inject private CurrentUser currentUser;
  @Inject private PageTexts pageTexts;

  /**
   * The text of a key.
   *
   * @param arguments what stands for {@code {0}} and so on
   */
  public String get(String key, Object... arguments) {
    Locale locale = currentUser.getLocale();
    // A rule without words is a fault of ours; the person still hears that it wasn't accepted.
    String text = pageTexts.find(locale, key).orElse(key);
    return arguments.length == 0 ? text : new MessageFormat(text, locale).format(arguments);
  }

  /** What the core refused. */
  public String get(BrokenRule refused) {
    return get(refused.rule().key(), refused.arguments().toArray());
  }

  /** A moment; a dash where there was none. */
  public Moment moment(Optional<Instant> at) {
    return new Moment(at, time(at));
  }

  /**
   * A moment.
   *
   * @param none the key of what to say where there is none
   */
  public Moment moment(Optional<Instant> at, String none) {
    return new Moment(at, at.isEmpty() ? get(none) : time(at));
  }

  /** A moment, in UTC; a dash where there was none. */
  public String time(Optional<Instant> at) {
    return at.map(UTC::format).orElse("–");
  }

  /** Says that something is wrong with a field. */
  public void wrong(String field, String key) {
    add(field, FacesMessage.SEVERITY_ERROR, get(key));
  }

  /** Says that something is wrong with a field: what the core refused. */
  public void wrong(String field, BrokenRule refused) {
    add(field, FacesMessage.SEVERITY_ERROR, get(refused));
  }

  /** Says that something is wrong, with no field in particular. */
  public void wrong(String key) {
    add(null, FacesMessage.SEVERITY_ERROR, get(key));
  }

  /** Says what the core refused, with no field in particular. */
  public void wrong(BrokenRule refused) {
    add(null, FacesMessage.SEVERITY_ERROR, get(refused));
  }

  /** Says what is wrong with one of several things for which something was to be done. */
  public void wrongOf(String thing, String why) {
    add(null, FacesMessage.SEVERITY_ERROR, thing + ": " + why);
  }

  /** Whether something is wrong with one of these fields. */
  public boolean isWrong(String... fields) {
    FacesContext faces = FacesContext.getCurrentInstance();
    return Arrays.stream(fields).anyMatch(field -> !faces.getMessageList(field).isEmpty());
  }

  /** The value that is made of a field, or nothing after saying what is wrong with it. */
  public <T> Optional<T> read(String field, Supplier<T> value) {
    try {
      return Optional.of(value.get());
    } catch (InvalidInput e) {
      wrong(field, e);
      return Optional.empty();
    }
  }

  /** The value that is made of the text of a field, or nothing, likewise. */
  public <T> Optional<T> read(Form form, String field, Function<String, T> value) {
    return read(field, () -> value.apply(form.text(field)));
  }

  private static void add(@Nullable String field, FacesMessage.Severity severity, String text) {
    FacesContext.getCurrentInstance().addMessage(field, new FacesMessage(severity, text, null));
  }
}
