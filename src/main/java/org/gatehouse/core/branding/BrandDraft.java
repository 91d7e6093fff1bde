package org.gatehouse.core.branding;

import java.util.Optional;

/**
 * How somebody wants the pages of a workspace to look, as it was typed or sent; an empty text for
 * what there is to be none of, or our own.
 *
 * @param name what the workspace is called on its pages
 * @param lightColor of links and buttons in the light
 * @param darkColor the same in the dark
 * @param links where people get help and read who is behind it
 * @param logo a PNG picture in Base64; nothing to leave it as it is
 */
public record BrandDraft(
    String name, String lightColor, String darkColor, Links links, Optional<String> logo) {
  /**
   * Addresses of others.
   *
   * @param help where people are helped
   * @param imprint who is behind it
   * @param privacy what is done with what is known of people
   */
  public record Links(String help, String imprint, String privacy) {}
}
