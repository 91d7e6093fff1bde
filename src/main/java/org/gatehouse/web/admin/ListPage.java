package org.gatehouse.web.admin;

import jakarta.inject.Inject;
import java.util.List;
import org.gatehouse.core.access.Listing;
import org.gatehouse.web.Browser;
import org.gatehouse.web.Texts;
import org.jspecify.annotations.Nullable;

/** A page with a list that is searched, and shown part by part. */
public abstract class ListPage<T> {
  /** How many items are on a page of the list. */
  static final int SIZE = 20;

  private static final int LAST_PAGE = 1_000_000;

  @Inject private Texts texts;

  private String search = "";
  private int page = 1;
  private @Nullable Listing<T> found;

  /** The constructor of subclasses, which CDI creates for each request. */
  protected ListPage() {}

  /**
   * Looks up a part of the list.
   *
   * @param wanted what is searched for; empty for all
   * @param part which part, from 1
   * @param size how many at the most
   */
  abstract Listing<T> find(String wanted, int part, int size);

  /** The items on this page of the list. */
  List<T> items() {
    return found().items();
  }

  private Listing<T> found() {
    Listing<T> known = found;
    if (known == null) {
      known = find(search, page, SIZE);
      if (known.items().isEmpty() && known.total() > 0) {
        // There are fewer pages than the address says; perhaps there were as many once.
        page = (int) pages(known.total());
        known = find(search, page, SIZE);
      }
      found = known;
    }
    return known;
  }

  private static long pages(long total) {
    return Math.max(1, (total + SIZE - 1) / SIZE);
  }

  /** How the heading counts what is listed: a text with the number as {@code {0}}. */
  abstract String countedBy();

  /** The heading: the number of all items, or of those found. */
  public String getHeading() {
    if (!search.isEmpty()) {
      return texts.get("list.found", getTotal(), search);
    }
    return texts.get(isFiltered() ? "list.filtered" : countedBy(), getTotal());
  }

  /** The number of items on all pages. */
  public long getTotal() {
    return found().total();
  }

  /** Whether the list is empty, whatever is searched for. */
  public boolean isNone() {
    return search.isEmpty() && !isFiltered() && getTotal() == 0;
  }

  /** The number of pages. */
  public long getPages() {
    return pages(getTotal());
  }

  /** Whether there is a page before. */
  public boolean isHasPrevious() {
    return page > 1;
  }

  /** Whether there is a page after. */
  public boolean isHasNext() {
    return page < getPages();
  }

  /** Where the page before is. */
  public String getPreviousUrl() {
    return url(page - 1);
  }

  /** Where the page after is. */
  public String getNextUrl() {
    return url(page + 1);
  }

  private String url(int to) {
    return "?" + query() + "&page=" + to;
  }

  /** What the list is of, as the query of an address: what is searched for, and what else. */
  String query() {
    return "q=" + Browser.encode(search);
  }

  /** Whether it is of some only, by something else than what is searched for. */
  boolean isFiltered() {
    return false;
  }

  /** What is searched for. */
  public String getQ() {
    return search;
  }

  /** What is searched for. */
  public void setQ(String q) {
    search = q.strip();
  }

  /** Which page, from 1. */
  public int getPage() {
    return page;
  }

  /** Which page, from 1. */
  public void setPage(int page) {
    this.page = Math.max(1, Math.min(page, LAST_PAGE));
  }
}
