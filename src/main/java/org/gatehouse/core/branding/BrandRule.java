package org.gatehouse.core.branding;

import org.gatehouse.core.refusal.Rule;

/** What can be wrong with how a workspace wants its pages to look. */
public final class BrandRule extends Rule {
  public static final BrandRule NAME_INVALID =
      new BrandRule(
          "brand.nameWrong",
          "name must have %s visible characters at the most, and letters of one script in each"
              + " word.");
  public static final BrandRule LIGHT_INVALID =
      new BrandRule("brand.lightWrong", "light_color must be a colour such as #0c5c57.");
  public static final BrandRule DARK_INVALID =
      new BrandRule("brand.darkWrong", "dark_color must be a colour such as #74cbc1.");
  public static final BrandRule LIGHT_TOO_WEAK =
      new BrandRule(
          "brand.lightTooWeak",
          "light_color has a contrast of %s to 1 with %s, on which text stands; %s is needed (WCAG"
              + " 2.2, 1.4.3). Take a darker one.");
  public static final BrandRule DARK_TOO_WEAK =
      new BrandRule(
          "brand.darkTooWeak",
          "dark_color has a contrast of %s to 1 with %s, on which text stands; %s is needed (WCAG"
              + " 2.2, 1.4.3). Take a lighter one.");
  public static final BrandRule HELP_INVALID =
      new BrandRule("brand.helpWrong", "help_link must be an address that begins with https://.");
  public static final BrandRule IMPRINT_INVALID =
      new BrandRule(
          "brand.imprintWrong", "imprint_link must be an address that begins with https://.");
  public static final BrandRule PRIVACY_INVALID =
      new BrandRule(
          "brand.privacyWrong", "privacy_link must be an address that begins with https://.");
  public static final BrandRule LOGO_INVALID =
      new BrandRule("brand.logoWrong", "logo must be a PNG picture in Base64.");
  public static final BrandRule LOGO_TOO_LARGE =
      new BrandRule(
          "brand.logoTooLarge",
          "logo must have %s KiB, and %s pixels in each direction, at the most.");

  private BrandRule(String key, String sentence) {
    super(key, sentence);
  }
}
