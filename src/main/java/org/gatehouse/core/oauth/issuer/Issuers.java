package org.gatehouse.core.oauth.issuer;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.gatehouse.core.database.RecentReads;
import org.gatehouse.core.oauth.client.ClientOwner;
import org.gatehouse.core.settings.Settings;
import org.gatehouse.core.workspace.Workspace;
import org.gatehouse.core.workspace.Workspaces;
import org.jspecify.annotations.Nullable;

/**
 * Finds issuers by where they are: the installation's at its public address, a workspace's at
 * {@code /o/corpinc} below it.
 */
@Singleton
public class Issuers {
  /** What the path of a workspace's issuer begins with. */
  public static final String WORKSPACE = "o/";

  private static final Pattern UID = Pattern.compile("[a-z0-9]{3,32}");

  private final String publicUrl;
  private final RecentReads<String, Optional<UUID>> workspaces;
  private final RecentReads<UUID, Optional<String>> uids;

  @Inject
  Issuers(Workspaces workspaces, Settings settings) {
    this.publicUrl = settings.publicUrl().toString();
    this.workspaces =
        new RecentReads<>(
            // A name means it as well, and would be another address of the same.
            uid -> workspaces.named(uid).filter(it -> it.uid().equals(uid)).map(Workspace::id));
    this.uids = new RecentReads<>(id -> workspaces.withId(id).map(Workspace::uid));
  }

  /**
   * The issuer there.
   *
   * @param path anything; empty, or such as {@code o/corpinc/}, for one of ours
   */
  public Optional<Issuer> at(String path) {
    if (path.isEmpty()) {
      return Optional.of(new Issuer(publicUrl, "", ClientOwner.INSTALLATION));
    }
    return path.startsWith(WORKSPACE) && path.endsWith("/")
        ? ofWorkspace(path.substring(WORKSPACE.length(), path.length() - 1))
        : Optional.empty();
  }

  /**
   * The same for a path as addresses have it.
   *
   * @param path anything; empty or nothing, or such as {@code /o/corpinc}, for one of ours
   */
  public Optional<Issuer> below(@Nullable String path) {
    return path == null || path.isEmpty() ? at("") : at(path.substring(1) + "/");
  }

  /** The issuer that serves the clients of this owner. */
  public Optional<Issuer> of(ClientOwner owner) {
    return owner.workspaceId().isEmpty()
        ? at("")
        : uids.get(owner.workspaceId().get()).flatMap(this::ofWorkspace);
  }

  private Optional<Issuer> ofWorkspace(String uid) {
    // The uid of a workspace is permanent, and so is what is remembered.
    return UID.matcher(uid).matches()
        ? workspaces
            .get(uid)
            .map(
                id ->
                    new Issuer(
                        publicUrl + "/" + WORKSPACE + uid,
                        WORKSPACE + uid + "/",
                        ClientOwner.workspace(id)))
        : Optional.empty();
  }
}
