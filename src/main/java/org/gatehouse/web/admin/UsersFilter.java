package org.gatehouse.web.admin;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gatehouse.core.user.Rank;
import org.gatehouse.core.user.UserSearch;
import org.gatehouse.web.Browser;
import org.gatehouse.web.Texts;

/**
 * Which people the list shows, and in which order, as the address says; what it says wrong is
 * nothing.
 */
@Dependent
public class UsersFilter {
  private static final String STATE = "state";
  private static final String RANK = "rank";
  private static final String ROLE = "role";
  private static final String SECOND_FACTOR = "factor";
  private static final String SORT = "sort";
  private static final List<String> FILTERS = List.of(STATE, RANK, ROLE, SECOND_FACTOR);
  private static final int LONGEST = 64;

  @Inject private Browser browser;
  @Inject private AccessChoices choices;
  @Inject private Texts texts;

  private final Map<String, String> wanted = new LinkedHashMap<>();
  private UserSearch search = UserSearch.of("");

  @PostConstruct
  void read() {
    for (String filter : FILTERS) {
      String value = browser.parameter(filter);
      if (!value.isEmpty() && value.length() <= LONGEST) {
        wanted.put(filter, value);
      }
    }
    search =
        new UserSearch(
            "",
            value(STATE).flatMap(UserSearch.State::find),
            value(RANK).flatMap(UsersFilter::rank),
            value(ROLE),
            value(SECOND_FACTOR).filter(word -> word.matches("on|off")).map("on"::equals),
            UserSearch.Order.find(browser.parameter(SORT)).orElse(UserSearch.Order.NAME));
  }

  private Optional<String> value(String filter) {
    return Optional.ofNullable(wanted.get(filter));
  }

  private static Optional<Rank> rank(String word) {
    return EnumSet.allOf(Rank.class).stream().filter(rank -> rank.word().equals(word)).findFirst();
  }

  UserSearch search(String text) {
    return new UserSearch(
        text, search.state(), search.rank(), search.role(), search.secondFactor(), search.order());
  }

  /** Whether it lets through some only. */
  public boolean isOn() {
    return !wanted.isEmpty();
  }

  /** The same as the query of an address, behind another parameter. */
  String query() {
    return filters() + sort(search.order());
  }

  private String filters() {
    return wanted.entrySet().stream()
        .map(filter -> "&" + filter.getKey() + "=" + Browser.encode(filter.getValue()))
        .collect(Collectors.joining());
  }

  private static String sort(UserSearch.Order order) {
    return order == UserSearch.Order.NAME ? "" : "&" + SORT + "=" + order.word();
  }

  /** The word of the order. */
  public String getSort() {
    return search.order().word();
  }

  List<Sorting> sortings(String text) {
    return Stream.of(UserSearch.Order.values())
        .map(
            order ->
                new Sorting(
                    texts.get("users.sort." + order.word()),
                    "?" + text + filters() + sort(order),
                    order == search.order()))
        .toList();
  }

  /** The states to choose from. */
  public List<Option> getStates() {
    return Stream.of(UserSearch.State.values())
        .map(state -> option(STATE, state.word(), texts.get("users.state." + state.word())))
        .toList();
  }

  /** The ranks to choose from. */
  public List<Option> getRanks() {
    return Stream.of(Rank.values())
        .map(rank -> option(RANK, rank.word(), texts.get("users.rank." + rank.word())))
        .toList();
  }

  /** The roles to choose from; none for whoever may not know them. */
  public List<Option> getRoles() {
    return choices.roleNames().stream().map(name -> option(ROLE, name, name)).toList();
  }

  /** With and without a second factor. */
  public List<Option> getFactors() {
    return Stream.of("on", "off")
        .map(word -> option(SECOND_FACTOR, word, texts.get("users.factor." + word)))
        .toList();
  }

  private Option option(String filter, String word, String text) {
    return new Option(word, text, value(filter).filter(word::equals).isPresent());
  }

  /**
   * What can be chosen.
   *
   * @param word what the address says
   * @param text what it is called
   * @param chosen whether it is chosen
   */
  public record Option(String word, String text, boolean chosen) {}

  /**
   * An order of the list.
   *
   * @param text what it is called
   * @param url where the list is in it
   * @param chosen whether it is in it
   */
  public record Sorting(String text, String url, boolean chosen) {}
}
