package org.gatehouse.web.admin;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
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
  private static final String FACTOR = "factor";
  private static final String SORT = "sort";
  private static final int LONGEST = 64;

  @Inject private Browser browser;
  @Inject private AccessChoices choices;
  @Inject private Texts texts;

  private final Map<String, String> wanted = new LinkedHashMap<>();
  private UserSearch search = UserSearch.of("");

  @PostConstruct
  void read() {
    search =
        new UserSearch(
            "",
            value(STATE, UserSearch.State::find),
            value(RANK, Rank::find),
            value(ROLE, UsersFilter::role),
            value(FACTOR, UserSearch.Factor::find),
            UserSearch.Order.find(browser.parameter(SORT)).orElse(UserSearch.Order.NAME));
  }

  private <T> Optional<T> value(String filter, Function<String, Optional<T>> meant) {
    String value = browser.parameter(filter);
    Optional<T> found = meant.apply(value);
    if (found.isPresent()) {
      wanted.put(filter, value);
    }
    return found;
  }

  private static Optional<String> role(String name) {
    return Optional.of(name).filter(typed -> !typed.isEmpty() && typed.length() <= LONGEST);
  }

  UserSearch search(String text) {
    return new UserSearch(
        text, search.state(), search.rank(), search.role(), search.factor(), search.order());
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

  /** The second factors to choose from, and none of them. */
  public List<Option> getFactors() {
    return Stream.of(UserSearch.Factor.values())
        .map(factor -> option(FACTOR, factor.word(), texts.get("users.factor." + factor.word())))
        .toList();
  }

  private Option option(String filter, String word, String text) {
    return new Option(word, text, word.equals(wanted.get(filter)));
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
