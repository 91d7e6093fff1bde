package org.gatehouse.core.oauth.proof;

import java.util.List;

/**
 * What a request shows of a key, and what has to be said there of the request (RFC 9449, 4).
 *
 * @param texts what stands in its headers {@code DPoP}: anything, or nothing
 * @param method by which it came
 * @param address where it went, as others know it: behind a reverse proxy, before that
 */
public record ShownProof(List<String> texts, String method, String address) {
  /** Nothing, in a request that asks for nothing that could be bound to a key. */
  public static final ShownProof NONE = new ShownProof(List.of(), "", "");

  @Override
  public String toString() {
    return "ShownProof[" + method + " " + address + "]";
  }
}
