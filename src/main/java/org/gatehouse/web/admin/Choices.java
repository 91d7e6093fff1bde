package org.gatehouse.web.admin;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.gatehouse.core.access.Named;
import org.jspecify.annotations.Nullable;

/**
 * Boxes to tick, one for each role or datasource of the workspace. Those that were ticked when the
 * page was made come first, so that they are seen in a long list.
 */
public class Choices {
  /** None at all. */
  static final Choices NONE = new Choices("", List.of(), Set.of(), null);

  private static final int FILTERED_FROM = 10;

  private final String field;
  private final List<Choice> items;
  private final List<String> names;
  private final boolean changed;

  /**
   * @param field the name of the boxes
   * @param all what can be ticked
   * @param before the names of what is ticked at first
   * @param sent the boxes that were sent, by the ids of what they stand for, and one more that is
   *     empty; null where the form wasn't sent
   */
  Choices(String field, List<Option> all, Collection<String> before, String @Nullable [] sent) {
    this.field = field;
    List<String> ticked = sent == null ? List.of() : Arrays.asList(sent);
    this.items =
        all.stream()
            .sorted(Comparator.comparing(one -> !before.contains(one.name())))
            .map(
                one ->
                    new Choice(
                        one,
                        sent == null ? before.contains(one.name()) : ticked.contains(one.id())))
            .toList();
    Stream<String> gone =
        ticked.stream()
            .filter(id -> !id.isEmpty() && items.stream().noneMatch(one -> one.id().equals(id)));
    // What has been removed meanwhile is no name of anything, and the core says so.
    this.names =
        Stream.concat(items.stream().filter(Choice::isTicked).map(one -> one.what().name()), gone)
            .toList();
    this.changed = !Set.copyOf(names).equals(Set.copyOf(before));
  }

  /** The names of what is ticked. */
  List<String> names() {
    return names;
  }

  /** The names that are ticked, if others were ticked at first. */
  Optional<List<String>> changed() {
    return Optional.of(names).filter(any -> changed);
  }

  /** The name of the boxes. */
  public String getField() {
    return field;
  }

  /** The boxes. */
  public List<Choice> getItems() {
    return items;
  }

  /** Whether they are too many to be taken in at a glance. */
  public boolean isMany() {
    return items.size() > FILTERED_FROM;
  }

  /**
   * A role or datasource that can be ticked.
   *
   * @param id by which its box is known
   * @param name what it is called
   * @param description what is said beside the name
   */
  public record Option(String id, String name, String description) {
    /** One of the workspace. */
    static Option of(Named one) {
      return new Option(one.id().toString(), one.name(), one.description());
    }
  }

  /** A check box, and the role or datasource that it stands for. */
  public record Choice(Option what, boolean isTicked) {
    /** The value of the check box. */
    public String id() {
      return what.id();
    }
  }
}
