package org.gatehouse.web.admin;

import java.util.List;
import org.gatehouse.core.access.Listing;
import org.gatehouse.web.Browser;
import org.jspecify.annotations.Nullable;

/** A page with a list that is searched, and shown part by part. */
public abstract class ListPage<T> {
  private static final int SIZE = 20;
  private static final int LAST_PAGE = 1_000_000;

  private String search = "";
  private int page = 1;
  private @Nullable Listing<T> found;

  /** For subclasses, of which CDI makes one a request. */
  protected ListPage() {}

  /**
   * Looks up a part of the list.
   *
   * @param wanted what is searched for; empty for all
   * @param part which part, from 1
   * @param size how many at the most
   */
  abstract Listing<T> find(String wanted, int part, int size);

  /** Has the list looked up again: Faces has looked at it before it got to what changed it. */
  void changed() {
    found = null;
  }

  /** Those of this part of the list. */
  List<T> items() {
    return found().items();
  }

  private Listing<T> found() {
    Listing<T> known = found;
    if (known == null) {
      known = find(search, page, SIZE);
      found = known;
    }
    return known;
  }

  /** How many there are on all pages. */
  public long getTotal() {
    return found().total();
  }

  /** Whether there are none at all, whatever is searched for. */
  public boolean isNone() {
    return search.isEmpty() && getTotal() == 0;
  }

  /** How many pages there are. */
  public long getPages() {
    return Math.max(1, (getTotal() + SIZE - 1) / SIZE);
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
    return "?q=" + Browser.encode(search) + "&page=" + to;
  }

  /** What is searched for. */
  public String getQ() {
    return search;
  }

  /** What is searched for. */
  public void setQ(String q) {
    search = q;
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
