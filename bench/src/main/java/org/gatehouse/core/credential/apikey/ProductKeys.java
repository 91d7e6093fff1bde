package org.gatehouse.core.credential.apikey;

import java.security.SecureRandom;

/** How the product's keys are written, for those who measure it from outside. */
public final class ProductKeys {
  private ProductKeys() {}

  /** A new key of a service account. */
  public static String make() {
    return ApiKeyFormat.make(ApiKeyKind.SERVICE, new SecureRandom());
  }

  /** Whether a text is written as a key. */
  public static boolean isKey(String typed) {
    return ApiKeyFormat.kindOf(typed).isPresent();
  }
}
