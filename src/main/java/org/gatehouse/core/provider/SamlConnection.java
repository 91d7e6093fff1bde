package org.gatehouse.core.provider;

import com.google.common.collect.ImmutableMap;
import com.google.common.hash.Hashing;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * How a SAML identity provider is reached.
 *
 * @param peer what it calls itself: its entity id; empty as long as nobody has looked into metadata
 *     that was stored by an earlier version
 * @param metadata its metadata, as it was read last and understood (SAML Metadata 2.0)
 * @param metadataUrl where it is read from now and then; nothing if somebody pasted it
 * @param metadataSigner the certificate (PEM) whose key must have signed it; nothing for none
 * @param dates until when that metadata is good
 * @param unsolicited whether it may begin a login itself, with no request of ours (SAML Profiles
 *     4.1.5): then nothing tells whether the person at the browser wanted it
 */
public record SamlConnection(
    String peer,
    String metadata,
    Optional<URI> metadataUrl,
    Optional<String> metadataSigner,
    MetadataDates dates,
    boolean unsolicited)
    implements Connection {
  @Override
  public Map<String, String> settings() {
    return ImmutableMap.of(
        "entity_id", peer,
        "metadata_sha256", sha256(metadata),
        "metadata_url", metadataUrl.map(URI::toString).orElse(""),
        "metadata_signer_sha256", metadataSigner.map(SamlConnection::sha256).orElse(""),
        "unsolicited", Boolean.toString(unsolicited));
  }

  private static String sha256(String text) {
    return Hashing.sha256().hashString(text, StandardCharsets.UTF_8).toString();
  }
}
