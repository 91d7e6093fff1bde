package org.gatehouse.core.credential;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** What somebody has shown to us, in the words of RFC 8176. */
public enum AuthenticationMethod {
  /** A password. */
  PASSWORD("pwd"),
  /** A one-time password: of an authenticator app, or a recovery code. */
  ONE_TIME_PASSWORD("otp"),
  /**
   * A passkey, which is two factors: its device has verified the user. Whether its key is in
   * hardware ({@code hwk}) or not ({@code swk}) nobody knows without attestation, so it is what
   * both are: proof of possession of a key.
   */
  PASSKEY("pop");

  private final String reference;

  AuthenticationMethod(String reference) {
    this.reference = reference;
  }

  /** Its name among the authentication method references ({@code amr}) of RFC 8176, 2. */
  public String reference() {
    return reference;
  }

  /** References, apart by spaces; empty for none. */
  public static String format(Set<AuthenticationMethod> methods) {
    return methods.stream()
        .sorted()
        .map(AuthenticationMethod::reference)
        .collect(Collectors.joining(" "));
  }

  /** The opposite. */
  public static Set<AuthenticationMethod> parse(String references) {
    Set<String> words = Set.of(references.split(" "));
    return Arrays.stream(values())
        .filter(method -> words.contains(method.reference))
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(AuthenticationMethod.class)));
  }
}
