package org.gatehouse.web;

import org.gatehouse.core.credential.totp.TotpSecret;

/**
 * The secret that an authenticator app is to have.
 *
 * @param secret itself
 * @param workspace what the workspace is called, for the app to show
 * @param user what the user is called in it
 */
public record AppSecret(TotpSecret secret, String workspace, String user) {
  /**
   * The QR code to scan.
   *
   * @param title what a screen reader says instead; plain text
   */
  public String svg(String title) {
    return QrCodes.svg(secret.uri("Gatehouse", workspace + " / " + user), title);
  }

  /** The secret to type, in groups of four. */
  public String key() {
    return secret.base32().replaceAll("(.{4})(?=.)", "$1 ");
  }
}
