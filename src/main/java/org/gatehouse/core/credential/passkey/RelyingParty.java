package org.gatehouse.core.credential.passkey;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.AttestedCredentialDataConverter;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecord;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.AuthenticatorTransport;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import com.webauthn4j.data.attestation.authenticator.AuthenticatorData;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.attestation.statement.NoneAttestationStatement;
import com.webauthn4j.data.client.CollectedClientData;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.server.ServerProperty;
import com.webauthn4j.util.exception.WebAuthnException;
import com.webauthn4j.verifier.exception.BadOriginException;
import com.webauthn4j.verifier.exception.BadRpIdException;
import com.webauthn4j.verifier.exception.BadSignatureException;
import com.webauthn4j.verifier.exception.BadTopOriginException;
import com.webauthn4j.verifier.exception.UserNotVerifiedException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gatehouse.core.settings.Settings;

/**
 * Gatehouse as a relying party (4): reads and verifies what browsers tell of passkeys. No
 * attestation is asked for, so none is looked at; the user has to be verified each time.
 */
@Singleton
public class RelyingParty {
  private static final Logger LOG = System.getLogger(RelyingParty.class.getName());

  /** Longer than what any authenticator says, in characters of JSON. */
  private static final int LONGEST = 16_384;

  /** Ed25519, ECDSA with P-256, RSASSA-PKCS1-v1_5, each with SHA-2: all that are in use. */
  static final List<COSEAlgorithmIdentifier> ALGORITHMS =
      List.of(
          COSEAlgorithmIdentifier.EdDSA,
          COSEAlgorithmIdentifier.ES256,
          COSEAlgorithmIdentifier.RS256);

  private static final int LONGEST_CREDENTIAL_ID = 1_023;
  private static final int LONGEST_CREDENTIAL_DATA = 3_000;

  private static final Map<Class<? extends WebAuthnException>, String> REASONS =
      Map.of(
          BadOriginException.class, "wrong-origin",
          BadTopOriginException.class, "wrong-origin",
          BadRpIdException.class, "wrong-rp-id",
          BadSignatureException.class, "wrong-signature",
          UserNotVerifiedException.class, "user-not-verified");

  private final ObjectConverter converter = new ObjectConverter();
  private final WebAuthnManager manager = WebAuthnManager.createNonStrictWebAuthnManager(converter);
  private final AttestedCredentialDataConverter records =
      new AttestedCredentialDataConverter(converter);
  private final String id;
  private final Set<String> origins;

  @Inject
  RelyingParty(Settings settings) {
    URI url = settings.publicUrl();
    this.id = url.getHost().toLowerCase(Locale.ROOT);
    Stream<String> ofWorkspaces =
        settings.workspaces().ofHost().keySet().stream().map(host -> origin(url, host));
    this.origins =
        Stream.of(
                Stream.of(origin(url, id)),
                ofWorkspaces,
                settings.passkeyOrigins().stream().map(site -> origin(site, site.getHost())))
            .flatMap(some -> some)
            .collect(Collectors.toCollection(TreeSet::new));
  }

  /** As browsers write it (RFC 6454, 6.2): without the port that goes without saying. */
  private static String origin(URI url, String host) {
    int usual = "https".equals(url.getScheme()) ? 443 : 80;
    boolean isUsual = url.getPort() < 0 || url.getPort() == usual;
    return url.getScheme() + "://" + host + (isUsual ? "" : ":" + url.getPort());
  }

  /** The domain that passkeys are bound to (RP ID): the host of the public address. */
  public String id() {
    return id;
  }

  /** The origins whose pages may use them, in order. */
  public Set<String> origins() {
    return origins;
  }

  /**
   * Reads what a browser tells of a passkey that was made.
   *
   * @throws PasskeyRefused if it is nothing of the kind
   */
  RegistrationData readMade(String json) {
    return reading(json, () -> manager.parseRegistrationResponseJSON(json));
  }

  /**
   * Reads what a browser tells of a passkey that was shown.
   *
   * @throws PasskeyRefused if it is nothing of the kind
   */
  AuthenticationData readShown(String json) {
    return reading(json, () -> manager.parseAuthenticationResponseJSON(json));
  }

  /** The challenge that was signed. */
  static byte[] challenge(Optional<CollectedClientData> client) {
    return client.map(data -> data.getChallenge().getValue()).orElse(new byte[0]);
  }

  /**
   * Verifies a passkey that was made (7.1), but for its challenge.
   *
   * @throws PasskeyRefused if anything is wrong with it
   */
  NewPasskey verify(RegistrationData made) {
    RegistrationParameters wanted =
        new RegistrationParameters(
            server(made.getCollectedClientData()),
            ALGORITHMS.stream()
                .map(
                    algorithm ->
                        new PublicKeyCredentialParameters(
                            PublicKeyCredentialType.PUBLIC_KEY, algorithm))
                .toList(),
            true,
            true);
    AuthenticatorData<?> data =
        verifying(() -> manager.verify(made, wanted).getAttestationObject().getAuthenticatorData());
    AttestedCredentialData credential = data.getAttestedCredentialData();
    byte[] bytes = records.convert(credential);
    if (credential.getCredentialId().length > LONGEST_CREDENTIAL_ID
        || bytes.length > LONGEST_CREDENTIAL_DATA) {
      throw new PasskeyRefused("too-large");
    }
    return new NewPasskey(
        text(credential.getCredentialId()),
        text(bytes),
        data.getSignCount(),
        data.isFlagBE(),
        data.isFlagBS(),
        transports(made));
  }

  /**
   * Verifies a passkey that was shown (7.2), but for its challenge and its count of signatures.
   *
   * @throws PasskeyRefused if anything is wrong with it
   */
  void verify(AuthenticationData shown, Passkey passkey) {
    AuthenticationParameters wanted =
        new AuthenticationParameters(
            server(shown.getCollectedClientData()), record(passkey), null, true, true);
    verifying(() -> manager.verify(shown, wanted));
  }

  private CredentialRecord record(Passkey passkey) {
    return new CredentialRecordImpl(
        new NoneAttestationStatement(),
        true,
        passkey.isBackupEligible(),
        passkey.isBackedUp(),
        // What it has counted decides the update that counts on: by then the challenge is used up,
        // and
        // an answer that was sent twice isn't taken for a copy.
        0,
        records.convert(bytes(passkey.credentialData())),
        null,
        null,
        null,
        null);
  }

  private ServerProperty server(CollectedClientData client) {
    return ServerProperty.builder()
        .origins(origins.stream().map(Origin::new).collect(Collectors.toSet()))
        .rpId(id)
        // Whether it is ours is decided before; here it can only be what was signed.
        .challenge(new DefaultChallenge(challenge(Optional.of(client))))
        .build();
  }

  private static List<String> transports(RegistrationData made) {
    return Optional.ofNullable(made.getTransports()).orElse(Set.of()).stream()
        .map(AuthenticatorTransport::getValue)
        .filter(word -> word.matches("[a-z-]{1,20}"))
        .sorted()
        .limit(8)
        .toList();
  }

  private static <T> T reading(String json, Supplier<T> read) {
    if (json.length() > LONGEST) {
      throw new PasskeyRefused("too-large");
    }
    return verifying(read);
  }

  private static <T> T verifying(Supplier<T> work) {
    try {
      return work.get();
    } catch (WebAuthnException e) {
      throw new PasskeyRefused(REASONS.getOrDefault(e.getClass(), "malformed"));
    } catch (RuntimeException e) {
      // Not all that can be wrong with CBOR and keys comes in the library's own exceptions, and
      // none
      // of it is a fault of ours: nothing but what was sent is looked at here.
      LOG.log(Level.DEBUG, "A passkey can't be read", e);
      throw new PasskeyRefused("malformed");
    }
  }

  static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  static byte[] bytes(String text) {
    return Base64.getUrlDecoder().decode(text);
  }
}
