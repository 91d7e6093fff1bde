package org.gatehouse.core.provider;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.refusal.Conflict;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.workspace.Workspace;

/** The identity providers of all workspaces. */
public interface IdentityProviders {
  /** How many a workspace can have. */
  int LIMIT = 20;

  /** The provider with this key. */
  Optional<IdentityProvider> withId(UUID id);

  /** Those of a workspace, by name. */
  List<IdentityProvider> ofWorkspace(UUID workspaceId);

  /** Those of a workspace with which people may log in, by name. */
  List<IdentityProvider> enabled(UUID workspaceId);

  /**
   * The OpenID providers that are enabled, in whatever workspace, of this issuer that call us this.
   */
  List<IdentityProvider> ofIssuer(String issuer, String clientId);

  /** The SAML providers of all workspaces whose metadata has an address. */
  List<IdentityProvider> withMetadataUrl();

  /** The SAML providers whose metadata has a date that nobody has noted yet. */
  List<IdentityProvider> withUnknownDates();

  /** Notes until when the metadata of a provider is good that is there already. */
  void noteDates(UUID providerId, int revision, MetadataDates dates);

  /**
   * When the first certificate of an enabled SAML provider expires, or its metadata does where
   * nobody reads it anew; nothing if there is none.
   */
  Optional<Instant> firstExpiry();

  /**
   * Adds one, in the transaction of the caller.
   *
   * @param secret what the client of OpenID Connect proves itself with; nothing for none
   * @throws Conflict if the name is taken, the workspace has this provider already, or there are
   *     {@link #LIMIT}
   * @throws InvalidInput if the workspace lacks a role
   */
  IdentityProvider add(Workspace workspace, ProviderDetails details, Optional<String> secret);

  /**
   * Changes one, in the transaction of the caller. Whom it knows is forgotten where another
   * attribute says who somebody is.
   *
   * @param secret the client's new secret; nothing to leave it, an empty text for none
   * @param bySystemAdministrator whether one does; if not, it is trusted no longer
   * @return what was changed
   * @throws Conflict if the name is taken, or it was removed meanwhile
   * @throws InvalidInput if the workspace lacks a role, or it would be another provider
   */
  ProviderChange change(
      IdentityProvider provider,
      ProviderDetails details,
      Optional<String> secret,
      boolean bySystemAdministrator);

  /**
   * The provider, if it is enabled, for a login in the transaction of the caller: nobody disables
   * it meanwhile.
   */
  Optional<IdentityProvider> toEnter(UUID id);

  /** Lets it log system administrators in, or no longer. */
  void trust(UUID providerId, boolean on);

  /** Removes one, with whom it knows, in the transaction of the caller. */
  void remove(IdentityProvider provider);

  /** What the client of OpenID Connect proves itself with, if it has such a secret. */
  Optional<String> clientSecret(IdentityProvider provider);

  /** The SAML providers of which nobody knows yet what they call themselves. */
  List<IdentityProvider> nameless();

  /**
   * Remembers what a provider calls itself.
   *
   * @return whether no other of its workspace does
   */
  boolean call(UUID providerId, String entityId);

  /**
   * Takes the turn to read a provider's metadata anew.
   *
   * @param notSince only if nobody has tried since this moment
   * @return whether the caller shall do it; of several at once, one
   */
  boolean takeReading(UUID providerId, Instant notSince);

  /**
   * Its metadata was read anew.
   *
   * @param revision the one whose address and signer were asked: a provider that an administrator
   *     has changed since stays as that one wants it
   * @param metadata what was read and understood
   * @param dates until when that is good
   * @return whether it was still that one
   */
  boolean replaceMetadata(UUID providerId, int revision, String metadata, MetadataDates dates);

  /**
   * Its metadata can't be read, or not be trusted; what was read before goes on to count.
   *
   * @param problem the rule that is broken
   */
  void recordFailedRead(UUID providerId, String problem);
}
