package org.gatehouse.core.mail;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An e-mail to one person. Immutable; {@code with} answers a copy that says more.
 *
 * @param kind what it tells
 * @param to who gets it
 * @param values what its templates may show, by name
 * @param lists the same for what is a list
 */
public record Mail(
    MailKind kind, Recipient to, Map<String, String> values, Map<String, List<String>> lists) {

  /** An e-mail that says nothing yet. */
  public static Mail of(MailKind kind, Recipient to) {
    return new Mail(kind, to, Map.of(), Map.of());
  }

  /** The same with this value. It may be a secret, and is text that is never read as a template. */
  public Mail with(String name, String value) {
    return new Mail(kind, to, added(values, name, value), lists);
  }

  /** The same with a list, of which each template shows every item. */
  public Mail with(String name, List<String> items) {
    return new Mail(kind, to, values, added(lists, name, List.copyOf(items)));
  }

  private static <T> Map<String, T> added(Map<String, T> before, String name, T value) {
    Map<String, T> after = new HashMap<>(before);
    after.put(name, value);
    return Map.copyOf(after);
  }

  /** Whose it is and what it tells, but nothing that it says. */
  @Override
  public String toString() {
    return kind.templateName();
  }
}
