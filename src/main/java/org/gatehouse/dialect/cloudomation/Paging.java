package org.gatehouse.dialect.cloudomation;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.function.Function;
import org.gatehouse.core.text.Json;
import org.gatehouse.core.text.Names;
import org.gatehouse.http.BadRequest;

/** Which part of a list is wanted, and how every list is answered. */
public class Paging {
  private static final int LAST_PAGE = 1_000_000;
  private static final int LARGEST_PAGE = 200;

  @QueryParam("search")
  @DefaultValue("")
  private String search = "";

  @QueryParam("page")
  @DefaultValue("1")
  private String page = "";

  @QueryParam("page_size")
  @DefaultValue("50")
  private String pageSize = "";

  /** A text to look for; empty for all. */
  String search() {
    return search;
  }

  /**
   * Which page, counted from 1.
   *
   * @throws BadRequest if it is no such number
   */
  int number() {
    return wholeNumber("page", page, LAST_PAGE);
  }

  /**
   * How many on a page.
   *
   * @throws BadRequest if it is no such number
   */
  int size() {
    return wholeNumber("page_size", pageSize, LARGEST_PAGE);
  }

  /**
   * The reply to a request for a list.
   *
   * @param name of the list
   * @param items those of this page
   * @param total how many there are on all pages
   * @param details how one of them is shown
   */
  <T> JsonObject reply(
      String name, List<T> items, long total, Function<T, JsonObjectBuilder> details) {
    JsonArrayBuilder shown = Json.createArrayBuilder();
    items.stream().map(details).forEach(shown::add);
    return Json.createObjectBuilder()
        .add(name, shown)
        .add("total", total)
        .add("page", number())
        .add("page_size", size())
        .build();
  }

  /**
   * The same where all of them are at hand, since there are never many.
   *
   * @param all in order
   * @param called the name of one, in which the search looks
   */
  <T> JsonObject replyOfAll(
      String name,
      List<T> all,
      Function<T, String> called,
      Function<T, JsonObjectBuilder> details) {
    String wanted = Names.key(search().strip());
    List<T> found =
        all.stream().filter(one -> Names.key(called.apply(one)).contains(wanted)).toList();
    List<T> items = found.stream().skip((number() - 1L) * size()).limit(size()).toList();
    return reply(name, items, found.size(), details);
  }

  /**
   * A number from 1 up.
   *
   * @throws BadRequest if it is none, or too large
   */
  static int wholeNumber(String name, String value, int maximum) {
    if (value.matches("[1-9][0-9]{0,6}") && Integer.parseInt(value) <= maximum) {
      return Integer.parseInt(value);
    }
    throw new BadRequest(name + " must be a whole number from 1 to " + maximum + ".");
  }
}
