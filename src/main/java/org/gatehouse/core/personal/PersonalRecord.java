package org.gatehouse.core.personal;

import com.google.common.collect.ImmutableMap;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.gatehouse.core.text.Json;

/**
 * One kind of thing that is kept about a person: what the person is told of it, and what not. A
 * test compares with what the database has.
 *
 * @param name what they are called
 * @param entity the JPA entity
 * @param whose which of its attributes is the key of the person
 * @param single whether a person has one at the most
 * @param told what is told, by the name of it, in order
 * @param withheld which attributes aren't told, and why
 */
public record PersonalRecord(
    String name,
    String entity,
    String whose,
    boolean single,
    Map<String, Told> told,
    Map<String, String> withheld) {

  /** The maps are copied. */
  public PersonalRecord {
    told = ImmutableMap.copyOf(told);
    withheld = ImmutableMap.copyOf(withheld);
  }

  /** Things of which a person can have many. */
  static PersonalRecord many(String name, String entity, String whose) {
    return new PersonalRecord(name, entity, whose, false, Map.of(), Map.of());
  }

  /** The same of what a person has once at the most. */
  static PersonalRecord one(String name, String entity, String whose) {
    return new PersonalRecord(name, entity, whose, true, Map.of(), Map.of());
  }

  /** The person is told what is in an attribute. */
  PersonalRecord tells(String as, String attribute) {
    return tells(as, "x." + attribute, value -> value);
  }

  /** The same of what an expression is (JPQL; the row is {@code x}). */
  PersonalRecord tells(String as, String expression, UnaryOperator<Object> read) {
    Map<String, Told> more =
        ImmutableMap.<String, Told>builder()
            .putAll(told)
            .put(as, new Told(expression, read))
            .build();
    return new PersonalRecord(name, entity, whose, single, more, withheld);
  }

  /** The person isn't told what is in these attributes. */
  PersonalRecord withholds(String why, String... attributes) {
    ImmutableMap.Builder<String, String> more = ImmutableMap.builder();
    more.putAll(withheld);
    for (String attribute : attributes) {
      more.put(attribute, why);
    }
    return new PersonalRecord(name, entity, whose, single, told, more.build());
  }

  /** A JSON object that is kept as text; the text, if it is none. */
  public static Object json(Object text) {
    try {
      return Json.createReader(new StringReader(text.toString())).readObject();
    } catch (JsonException e) {
      return text;
    }
  }

  /** What an application is called, by its metadata (RFC 7591). */
  static Object clientName(Object metadata) {
    return json(metadata) instanceof JsonObject known ? known.getString("client_name", "") : "";
  }

  /**
   * A part of what is told.
   *
   * @param expression where it is (JPQL)
   * @param read makes of what is there what is told; never asked where nothing is
   */
  public record Told(String expression, UnaryOperator<Object> read) {}
}
