package org.gatehouse.federation.saml;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.fetch.Fetch;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.workspace.Workspace;

/** Metadata for those who set up a provider: theirs, fetched and understood, and ours. */
@Singleton
public class SamlMetadata {
  private static final String TYPES =
      "application/samlmetadata+xml, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.1";

  /** Of as many characters as are read, each may have two. */
  private static final int MOST_BYTES = 2 * ReadMetadata.LIMIT;

  private final Fetch fetch;
  private final ReadMetadata read;
  private final SamlClients clients;

  @Inject
  SamlMetadata(Fetch fetch, ReadMetadata read, SamlClients clients) {
    this.fetch = fetch;
    this.read = read;
    this.clients = clients;
  }

  /**
   * What is at an address that somebody typed.
   *
   * @param workspaceId on whose behalf
   * @throws InvalidInput if nothing can be got from there; the rule says why
   */
  public String fetch(UUID workspaceId, URI address) {
    return MetadataText.of(fetch.get(workspaceId, address, TYPES, MOST_BYTES));
  }

  /**
   * Understands metadata of an identity provider.
   *
   * @param xml anything
   * @param signer the certificate (PEM) whose key must have signed it; nothing for none
   * @throws InvalidInput if people can't log in with it; the rule says why
   */
  public UnderstoodMetadata understand(String xml, Optional<String> signer) {
    return UnderstoodMetadata.of(read.read(xml, signer));
  }

  /** The same of what was stored: its dates may have run out since. */
  public UnderstoodMetadata understandStored(String xml) {
    return UnderstoodMetadata.of(read.readAgain(xml, Optional.empty()));
  }

  /** What Gatehouse is called by the identity providers of a workspace. */
  public ServiceProvider self(Workspace workspace) {
    return clients.self(workspace);
  }
}
