package org.gatehouse.core.credential.apikey;

/** What a key is for; it can be told from the key's first letters. */
public enum ApiKeyKind {
  /** Names an application of a workspace (CloudForge's developer key). */
  DEVELOPER("dev"),
  /** Stands in for the password of a person (CloudForge's user key). */
  USER("usr"),
  /** The credential of a service account. */
  SERVICE("svc");

  private final String prefix;

  ApiKeyKind(String abbreviation) {
    this.prefix = "gatehouse_" + abbreviation + "_";
  }

  /** The prefix of all keys of this kind. */
  public String prefix() {
    return prefix;
  }
}
