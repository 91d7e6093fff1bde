package org.gatehouse.core.branding;

/**
 * A picture of a workspace, as a page has to know it.
 *
 * @param hash of its bytes (SHA-256, hexadecimal): its address
 * @param width pixels
 * @param height pixels
 */
public record Logo(String hash, int width, int height) {
  /** The largest, bytes: as Base64 in a form it fits into what pages take. */
  public static final int LARGEST = 32 * 1024;
}
