package org.gatehouse.web;

/**
 * A part of a long page, in the list of parts at its top.
 *
 * @param id of its heading
 * @param title what the heading says
 * @param wrong whether something in it has to be corrected: without scripts nothing else leads
 *     there
 */
public record Section(String id, String title, boolean wrong) {
  /** Where it is on the page. */
  public String href() {
    return "#" + id;
  }
}
