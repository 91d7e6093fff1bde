package org.gatehouse.core.user;

import org.gatehouse.core.input.InvalidInput;

/**
 * Where a person gets mail. Checked only for what would harm us or can't arrive (RFC 5321's sizes,
 * one {@code @}, no spaces, controls or separators of a list, no dot without something on both
 * sides of it); whether it is the person's shows when mail is read.
 *
 * @param value the address as typed, without surrounding spaces
 */
public record EmailAddress(String value) {
  /**
   * @throws InvalidInput if mail to it can't be written
   */
  public EmailAddress {
    value = value.strip();
    boolean fits =
        value.length() <= 254
            && value.matches("[^\\s\\p{C}@<>(),;:\\\\\"\\[\\]]{1,64}@[\\p{L}\\p{Nd}.-]+")
            && !value.matches(".*\\.\\..*|\\..*|.*\\.@.*|.*@[.-].*|.*[.-]");
    if (!fits) {
      throw new InvalidInput(
          "email.invalid", "The e-mail address must look like name@example.com.");
    }
  }

  /**
   * The form in which two addresses are the same, whatever their case. Of ASCII letters only: about
   * others, programs and databases differ.
   */
  public String key() {
    StringBuilder key = new StringBuilder(value);
    for (int i = 0; i < key.length(); i++) {
      char letter = key.charAt(i);
      if (letter >= 'A' && letter <= 'Z') {
        key.setCharAt(i, Character.toLowerCase(letter));
      }
    }
    return key.toString();
  }
}
