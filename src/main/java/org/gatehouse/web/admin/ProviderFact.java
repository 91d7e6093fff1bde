package org.gatehouse.web.admin;

import org.gatehouse.web.Moment;

/** Something that is known about an identity provider, or that it has to know about us. */
public class ProviderFact {
  private final String id;
  private final String label;
  private final String value;
  private final Moment at;

  /**
   * @param id what the page calls it; empty for what nobody has to copy
   * @param label what it is
   * @param value what it says; may be empty where it is but a moment
   * @param at the moment that belongs to it, if one does
   */
  ProviderFact(String id, String label, String value, Moment at) {
    this.id = id;
    this.label = label;
    this.value = value;
    this.at = at;
  }

  /** What the page calls it; empty for what nobody has to copy. */
  public String getId() {
    return id;
  }

  /** What it is. */
  public String getLabel() {
    return label;
  }

  /** What it says. */
  public String getValue() {
    return value;
  }

  /** The moment that belongs to it, if one does. */
  public Moment getAt() {
    return at;
  }
}
