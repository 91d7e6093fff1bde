package org.gatehouse.core.oauth.issuer;

import java.util.List;
import java.util.Optional;
import org.gatehouse.core.oauth.client.ClientOwner;

/**
 * An authorization server in the eyes of its clients (RFC 8414, 2).
 *
 * @param value the {@code iss} of its tokens
 * @param path where its endpoints are, below the address of all: empty, or {@code o/corpinc/}
 * @param owner whose clients it serves
 */
public record Issuer(String value, String path, ClientOwner owner) {
  /** What stands behind the address of all in its own: nothing, or {@code /o/corpinc}. */
  public String suffix() {
    return workspaceUid().map(uid -> "/" + Issuers.WORKSPACE + uid).orElse("");
  }

  /**
   * For whom a token is (RFC 9068, 3).
   *
   * @param resources what the client asks for (RFC 8707); nothing for the issuer itself
   */
  public List<String> audience(List<String> resources) {
    return resources.isEmpty() ? List.of(value) : resources.stream().distinct().toList();
  }

  /** The uid of the workspace whose it is, if it is one's. */
  public Optional<String> workspaceUid() {
    return path.isEmpty()
        ? Optional.empty()
        : Optional.of(path.substring(Issuers.WORKSPACE.length(), path.length() - 1));
  }
}
