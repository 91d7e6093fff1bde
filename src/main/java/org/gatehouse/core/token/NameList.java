package org.gatehouse.core.token;

import com.nimbusds.jwt.JWTClaimsSet;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The claims of a token that list names, bounded: servers accept only so much in a header, 8 KiB
 * for all of them on Payara. A list that is too long is left out, and the token says so.
 */
public final class NameList {
  /** How many names a claim can have. */
  static final int MOST_NAMES = 100;

  /** How long all of them together can be, bytes of JSON. */
  static final int MOST_BYTES = 3_500;

  private static final int AROUND_A_NAME = "\"\",".length();

  private final List<String> omitted = new ArrayList<>();
  private int left = MOST_BYTES;

  /**
   * Adds a claim, or notes that it is left out.
   *
   * @param elsewhere the names as they stand in another claim, too, for which there has to be room
   * @return whether it was added
   */
  public boolean add(
      JWTClaimsSet.Builder claims, String claim, List<String> names, List<String> elsewhere) {
    int bytes = Stream.concat(names.stream(), elsewhere.stream()).mapToInt(NameList::length).sum();
    if (names.size() > MOST_NAMES || bytes > left) {
      omitted.add(claim);
      return false;
    }
    left -= bytes;
    claims.claim(claim, names);
    return true;
  }

  private static int length(String name) {
    return name.getBytes(StandardCharsets.UTF_8).length + AROUND_A_NAME;
  }

  /** Which claims were left out. */
  public List<String> omitted() {
    return List.copyOf(omitted);
  }
}
