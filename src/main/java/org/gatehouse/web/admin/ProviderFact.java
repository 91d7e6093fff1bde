package org.gatehouse.web.admin;

/** Something that is known about an identity provider, or that it has to know about us. */
public class ProviderFact {
  private final String id;
  private final String label;
  private final String value;

  /**
   * @param id what the page calls it; empty for what nobody has to copy
   * @param label what it is
   * @param value what it says
   */
  ProviderFact(String id, String label, String value) {
    this.id = id;
    this.label = label;
    this.value = value;
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
}
