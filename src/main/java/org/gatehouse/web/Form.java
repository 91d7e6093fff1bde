package org.gatehouse.web;

import java.util.AbstractMap;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a form on a page, by their ids: a map, so that a view binds them as {@code
 * page.form['email']}. A page declares its fields, and no other can be read or written: a name that
 * is written wrongly fails at once, on either side.
 */
public final class Form extends AbstractMap<String, Object> {
  private final Map<String, Object> values = new LinkedHashMap<>();
  private final Set<String> unshown = new HashSet<>();

  /**
   * @param texts the ids of fields with a text; empty at first
   */
  public Form(String... texts) {
    Arrays.stream(texts).forEach(field -> values.put(field, ""));
  }

  /** Adds boxes to tick; unticked at first. */
  public Form boxes(String... boxes) {
    Arrays.stream(boxes).forEach(field -> values.put(field, false));
    return this;
  }

  /** Adds fields with a text that the page never shows again. */
  public Form secrets(String... secrets) {
    for (String field : secrets) {
      values.put(field, "");
      unshown.add(field);
    }
    return this;
  }

  /** The text of a field, as it was typed. */
  public String text(String field) {
    return (String) declared(field);
  }

  /** Whether a box is ticked. */
  public boolean isTicked(String field) {
    return (boolean) declared(field);
  }

  /** Whether a field has a text, or its box is ticked. */
  public boolean isFilledIn(String field) {
    return declared(field) instanceof String text ? !text.isBlank() : isTicked(field);
  }

  private Object declared(@Nullable Object field) {
    Object value = values.get(field);
    if (value == null) {
      throw new IllegalArgumentException("The form has no field " + field);
    }
    return value;
  }

  /** What the page shows in a field. */
  @Override
  public Object get(@Nullable Object field) {
    Object value = declared(field);
    return unshown.contains(field) ? "" : value;
  }

  /**
   * Sets a field.
   *
   * @param value a text, or whether a box is ticked; Faces has null for what wasn't chosen
   * @return what was there before
   */
  @Override
  public Object put(String field, @Nullable Object value) {
    Object before = declared(field);
    values.put(field, before.getClass().cast(Objects.requireNonNullElse(value, "")));
    return before;
  }

  /** The fields, as {@link #get} has them. */
  @Override
  public Set<Entry<String, Object>> entrySet() {
    Map<String, Object> shown = new LinkedHashMap<>(values);
    unshown.forEach(field -> shown.put(field, ""));
    return Collections.unmodifiableMap(shown).entrySet();
  }
}
