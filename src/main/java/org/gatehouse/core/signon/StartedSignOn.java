package org.gatehouse.core.signon;

/**
 * A login that has just begun, with what only the provider is told of it.
 *
 * @param signOn the login
 * @param handle what the provider gives back beside its answer: {@code RelayState}, {@code state}
 */
public record StartedSignOn(SignOn signOn, String handle) {
  @Override
  public String toString() {
    return "Begun[hidden]";
  }
}
