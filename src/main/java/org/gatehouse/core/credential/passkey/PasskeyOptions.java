package org.gatehouse.core.credential.passkey;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.UUID;
import org.gatehouse.core.text.Json;
import org.gatehouse.core.user.User;

/** What browsers are asked, as JSON that they parse themselves (5.1.8, 5.1.9). */
@Singleton
class PasskeyOptions {
  private static final String REQUIRED = "required";
  private static final String TYPE = "public-key";

  private final RelyingParty relyingParty;
  private final Challenges challenges;

  @Inject
  PasskeyOptions(RelyingParty relyingParty, Challenges challenges) {
    this.relyingParty = relyingParty;
    this.challenges = challenges;
  }

  /** By which authenticators know a user: the key, which tells nothing of the person. */
  static byte[] handle(UUID userId) {
    return ByteBuffer.allocate(2 * Long.BYTES)
        .putLong(userId.getMostSignificantBits())
        .putLong(userId.getLeastSignificantBits())
        .array();
  }

  /** To make a passkey, in an authenticator that has none of these. */
  String toMake(User user, List<Passkey> known, String asker) {
    JsonArrayBuilder algorithms = Json.createArrayBuilder();
    RelyingParty.ALGORITHMS.forEach(
        algorithm ->
            algorithms.add(
                Json.createObjectBuilder().add("type", TYPE).add("alg", algorithm.getValue())));
    return asked(asker)
        .add("rp", Json.createObjectBuilder().add("id", relyingParty.id()).add("name", "Gatehouse"))
        .add(
            "user",
            Json.createObjectBuilder()
                .add("id", RelyingParty.text(handle(user.id())))
                .add("name", user.qualifiedName())
                .add("displayName", user.displayName()))
        .add("pubKeyCredParams", algorithms)
        .add("excludeCredentials", descriptors(known))
        .add(
            "authenticatorSelection",
            Json.createObjectBuilder()
                .add("residentKey", REQUIRED)
                .add("requireResidentKey", true)
                .add("userVerification", REQUIRED))
        .add("attestation", "none")
        .build()
        .toString();
  }

  /** To show one of these; of an empty list any that the authenticator has. */
  String toShow(List<Passkey> known, String asker) {
    return asked(asker)
        .add("rpId", relyingParty.id())
        .add("allowCredentials", descriptors(known))
        .add("userVerification", REQUIRED)
        .build()
        .toString();
  }

  /** What is true of the passkeys of a user, for authenticators that forget others (5.1.10). */
  String toSignal(User user, List<Passkey> known) {
    JsonArrayBuilder ids = Json.createArrayBuilder();
    known.forEach(passkey -> ids.add(passkey.credentialId()));
    return Json.createObjectBuilder()
        .add("rpId", relyingParty.id())
        .add("userId", RelyingParty.text(handle(user.id())))
        .add("name", user.qualifiedName())
        .add("displayName", user.displayName())
        .add("allAcceptedCredentialIds", ids)
        .build()
        .toString();
  }

  /** That there is no such passkey (5.1.10.2). */
  String unknown(byte[] credentialId) {
    return Json.createObjectBuilder()
        .add("rpId", relyingParty.id())
        .add("credentialId", RelyingParty.text(credentialId))
        .build()
        .toString();
  }

  private JsonObjectBuilder asked(String asker) {
    return Json.createObjectBuilder()
        .add("challenge", RelyingParty.text(challenges.make(asker)))
        .add("timeout", Challenges.LIFETIME.toMillis());
  }

  private static JsonArrayBuilder descriptors(List<Passkey> known) {
    JsonArrayBuilder all = Json.createArrayBuilder();
    known.forEach(
        passkey ->
            all.add(
                Json.createObjectBuilder()
                    .add("type", TYPE)
                    .add("id", passkey.credentialId())
                    .add("transports", Json.createArrayBuilder(passkey.transports()))));
    return all;
  }
}
