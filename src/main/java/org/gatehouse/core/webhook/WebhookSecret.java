package org.gatehouse.core.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.gatehouse.core.refusal.InvalidInput;

/**
 * What a webhook's messages are signed with, as Standard Webhooks writes it: {@code whsec_} and
 * Base64.
 *
 * @param text it, as the receiver has to know it
 */
public record WebhookSecret(String text) {
  private static final String PREFIX = "whsec_";
  private static final int SHORTEST = 24;
  private static final int LONGEST = 64;
  private static final int BYTES = 32;
  private static final Pattern SHAPE = Pattern.compile(PREFIX + "[A-Za-z0-9+/]{32,88}={0,2}");

  /**
   * Reads what somebody gives.
   *
   * @throws InvalidInput if it is none, or too short or too long
   */
  public WebhookSecret {
    if (!SHAPE.matcher(text).matches() || !isLongEnough(text)) {
      throw new InvalidInput(WebhookRule.SECRET_INVALID);
    }
  }

  private static boolean isLongEnough(String text) {
    try {
      int length = bytes(text).length;
      return length >= SHORTEST && length <= LONGEST;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** A new one. */
  static WebhookSecret make(SecureRandom random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return new WebhookSecret(PREFIX + Base64.getEncoder().encodeToString(bytes));
  }

  private static byte[] bytes(String text) {
    return Base64.getDecoder().decode(text.substring(PREFIX.length()));
  }

  /**
   * The signature of a message.
   *
   * @param id of the message
   * @param timestamp when it is sent, seconds since 1970
   * @param body its body
   */
  String sign(String id, long timestamp, String body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(bytes(text), "HmacSHA256"));
      byte[] signed = (id + "." + timestamp + "." + body).getBytes(StandardCharsets.UTF_8);
      return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HmacSHA256 is part of every JDK", e);
    }
  }

  @Override
  public String toString() {
    return "WebhookSecret[hidden]";
  }
}
